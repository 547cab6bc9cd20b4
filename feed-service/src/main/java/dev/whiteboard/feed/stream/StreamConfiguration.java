package dev.whiteboard.feed.stream;

import dev.whiteboard.common.database.Chore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets the node look for activity, once a beat for all its streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {
    @Bean
    Activity activity(JdbcClient jdbc) {
        return new Activity(jdbc);
    }

    @Bean
    Chore feedActivity(Activity activity, StreamProperties properties) {
        return new Chore("feed-activity", properties.batch(), activity::look);
    }
}
