package dev.whiteboard.identity.account;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topic on which users are announced: compacted, so that a new reader learns of every user there is. */
@Configuration(proxyBeanMethods = false)
class UserTopic {
    @Bean
    NewTopic usersTopic() {
        return TopicBuilder.name(UserAnnouncements.TOPIC).partitions(12).compact().build();
    }
}
