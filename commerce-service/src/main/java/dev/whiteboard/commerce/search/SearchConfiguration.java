package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Listings;
import dev.whiteboard.commerce.catalog.Shelf;
import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires search, where there is an Elasticsearch to search in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${ELASTICSEARCH_URL:}' != ''")
class SearchConfiguration {

    /** For shoppers, who do not wait long. */
    @Bean(defaultCandidate = false)
    Elastic shoppersElastic(SearchProperties properties) {
        return new Elastic(properties.url(), properties.connectPatience(), properties.patience());
    }

    /** For the feed, which writes a thousand products at a time. */
    @Bean(defaultCandidate = false)
    Elastic feedElastic(SearchProperties properties) {
        return new Elastic(properties.url(), properties.connectPatience(), properties.feedPatience());
    }

    @Bean
    ProductIndex productIndex(
            @Qualifier("feedElastic") Elastic feedElastic,
            SearchProperties properties) {
        return new ProductIndex(feedElastic, properties.indexPrefix(), IndexDefinition.read());
    }

    @Bean
    Searches searches(
            @Qualifier("shoppersElastic") Elastic shoppersElastic,
            ProductIndex index) {
        CircuitBreaker breaker = CircuitBreaker.of("elasticsearch",
                CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1)).permittedNumberOfCallsInHalfOpenState(2)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordException(SearchUnavailable.class::isInstance).build());
        return new Searches(shoppersElastic, index.alias(), breaker);
    }

    @Bean
    Slot searchSlot(JdbcClient jdbc) {
        return new Slot(jdbc);
    }

    @Bean
    FeedMetrics feedMetrics(Slot slot) {
        return new FeedMetrics(slot);
    }

    @Bean
    SearchFeed searchFeed(Listings listings, Shelf shelf, ProductIndex index, JdbcClient jdbc, Slot slot,
            RebuildWishes wishes, JdbcConnectionDetails database, SearchProperties properties) {
        var tenure = new Tenure();
        var updates = new IndexUpdates(listings, shelf, index, tenure, properties.retry());
        var rebuild = new Rebuild(listings, index, tenure, Clock.systemUTC(), properties.batch());
        return new SearchFeed(tenure, new FeedLease(jdbc, properties.lease()), slot, index, updates, rebuild,
                wishes, database, properties);
    }
}
