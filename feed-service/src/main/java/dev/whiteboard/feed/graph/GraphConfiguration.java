package dev.whiteboard.feed.graph;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the topic of follows. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {
    @Bean
    NewTopic follows() {
        return FollowChanged.topic();
    }
}
