package dev.whiteboard.ride.trip;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topic of rides. */
@Configuration(proxyBeanMethods = false)
class TripConfiguration {
    private static final int PARTITIONS = 12;

    @Bean
    NewTopic ridesTopic() {
        return TopicBuilder.name(RideEvents.TOPIC).partitions(PARTITIONS).build();
    }
}
