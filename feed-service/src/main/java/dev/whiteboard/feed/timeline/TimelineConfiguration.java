package dev.whiteboard.feed.timeline;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to Redis. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimelineProperties.class)
class TimelineConfiguration {
    @Bean
    RedisLink redisLink(@Value("${REDIS_URL}") String url, TimelineProperties properties) {
        return new RedisLink(url, properties, Ticker.systemTicker());
    }

    @Bean
    Scrolls scrolls(RedisLink redis, TimelineProperties properties) {
        return new Scrolls(redis, properties);
    }

    @Bean
    Timelines timelines(RedisLink redis, TimelineProperties properties) {
        return new Timelines(redis, properties);
    }
}
