package dev.whiteboard.common.event;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** What producers and consumers of events share. */
@AutoConfiguration
public class EventAutoConfiguration {

    @Bean
    TopicNames topicNames(@Value("${KAFKA_TOPIC_PREFIX:}") String prefix) {
        return new TopicNames(prefix);
    }

    @Bean
    EventRecords eventRecords(TopicNames names, @Value("${spring.application.name:whiteboard}") String application,
            ObjectProvider<Clock> clock) {
        return new EventRecords(names, application, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    TopicDeclarations topicDeclarations(KafkaProperties kafka, TopicNames names, ObjectProvider<NewTopic> topics,
            ObjectProvider<DeclaredTopics> more) {
        List<NewTopic> all = Stream
                .concat(topics.stream(), more.stream().flatMap(declared -> declared.topics().stream()))
                .map(topic -> onBroker(topic, names))
                .toList();
        return new TopicDeclarations(kafka.buildAdminProperties(), all);
    }

    private static NewTopic onBroker(NewTopic topic, TopicNames names) {
        var prefixed = new NewTopic(names.onBroker(topic.name()),
                topic.numPartitions() < 0 ? Optional.empty() : Optional.of(topic.numPartitions()),
                topic.replicationFactor() < 0
                        ? Optional.empty()
                        : Optional.of(topic.replicationFactor()));
        return topic.configs() == null ? prefixed : prefixed.configs(topic.configs());
    }
}
