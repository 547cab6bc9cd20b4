package dev.whiteboard.billing.payment;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Declares the topic that billing tells others on. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    private static final int PARTITIONS = 12;

    @Bean
    NewTopic paymentsTopic() {
        return TopicBuilder.name(PaymentEvents.TOPIC).partitions(PARTITIONS).build();
    }
}
