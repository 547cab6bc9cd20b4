package dev.whiteboard.video.catalog;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topics of videos. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    private static final int PARTITIONS = 12;

    @Bean
    NewTopic videosTopic() {
        return TopicBuilder.name(Catalogue.TOPIC).partitions(PARTITIONS).build();
    }

    @Bean
    NewTopic arrivalsTopic() {
        return TopicBuilder.name(Catalogue.ARRIVALS).partitions(PARTITIONS).build();
    }
}
