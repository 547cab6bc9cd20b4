package dev.whiteboard.video.search;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.video.catalog.Catalogue;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires search, where there is an Elasticsearch to search in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${ELASTICSEARCH_URL:}' != ''")
class SearchConfiguration {

    /** For viewers, who do not wait long. */
    @Bean(defaultCandidate = false)
    Elastic viewersElastic(SearchProperties properties) {
        return new Elastic(properties.url(), properties.connectPatience(), properties.patience());
    }

    /** For the writer, which brings many videos at a time. */
    @Bean(defaultCandidate = false)
    Elastic writersElastic(SearchProperties properties) {
        return new Elastic(properties.url(), properties.connectPatience(), properties.writePatience());
    }

    @Bean
    VideoIndex videoIndex(
            @Qualifier("writersElastic") Elastic writersElastic,
            SearchProperties properties) {
        return new VideoIndex(writersElastic, properties.indexPrefix(), IndexDefinition.read());
    }

    @Bean
    Feed searchFeed(JdbcClient jdbc, SearchProperties properties) {
        return new Feed(jdbc, properties.lease());
    }

    @Bean
    Changes searchChanges(JdbcClient jdbc) {
        return new Changes(jdbc);
    }

    @Bean
    IndexWriter indexWriter(Catalogue catalogue, Changes changes, Feed feed, VideoIndex index,
            SearchProperties properties) {
        return new IndexWriter(new Indexing(catalogue, changes, feed, index, properties.batch()), feed,
                properties.writeEvery());
    }

    @Bean
    Searches searches(
            @Qualifier("viewersElastic") Elastic viewersElastic,
            VideoIndex index, Feed feed) {
        CircuitBreaker breaker = CircuitBreaker.of("elasticsearch",
                CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1)).permittedNumberOfCallsInHalfOpenState(2)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordException(SearchUnavailable.class::isInstance).build());
        return new Searches(viewersElastic, index.alias(), feed, breaker);
    }
}
