package dev.whiteboard.billing.command;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topic that billing takes commands from. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    private static final int PARTITIONS = 12;

    @Bean
    NewTopic commandsTopic() {
        return TopicBuilder.name(CommandHandler.TOPIC).partitions(PARTITIONS).build();
    }
}
