package dev.whiteboard.video.memory;

import dev.whiteboard.common.redis.RedisConnection;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires Redis; without {@code REDIS_URL} nothing is remembered. */
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {
    /** Nobody says anything on it; a connection listens to something. */
    private static final String CHANNEL = "video:nothing";

    @Bean
    @ConditionalOnExpression("'${REDIS_URL:}' != ''")
    RedisConnection<String> redisConnection(MemoryProperties properties) {
        return RedisConnection.of(properties.url(), CHANNEL, properties.patience());
    }

    @Bean
    Memory memory(Optional<RedisConnection<String>> redis, MemoryProperties properties) {
        return new Memory(redis, properties.patience());
    }
}
