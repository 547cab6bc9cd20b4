package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.redis.RedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the shelf; without {@code REDIS_URL} each node has only copies of its own. */
@Configuration(proxyBeanMethods = false)
class ShelfConfiguration {
    @Bean
    @ConditionalOnExpression("'${REDIS_URL:}' != ''")
    RedisConnection<String> shelfConnection(ShelfProperties properties) {
        return RedisConnection.of(properties.redis(), SharedShelf.CHANGES, properties.redisPatience());
    }

    @Bean
    Shelf shelf(ShelfProperties properties, Optional<RedisConnection<String>> redis, Listings table, ListingText text,
            MeterRegistry meters) {
        var shelf = new Shelf(properties, redis.map(connection -> new SharedShelf(connection, properties, text)),
                table);
        shelf.measure(meters);
        return shelf;
    }
}
