package dev.whiteboard.feed.ranking;

import dev.whiteboard.feed.home.Home;
import dev.whiteboard.feed.timeline.Scrolls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the scorer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Weights.class)
class RankingConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Scorer scorer(Weights weights) {
        return new WeightedScorer(weights);
    }

    @Bean
    Ranking ranking(Home home, CandidateStore store, Scrolls scrolls, Scorer scorer, Weights weights,
            @Value("${whiteboard.feed.ranking.scorer-patience}") Duration patience, MeterRegistry meters) {
        return new Ranking(home, store, scrolls, scorer, new Order(weights.again()), patience, meters);
    }
}
