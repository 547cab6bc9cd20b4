package dev.whiteboard.common.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.event.DeclaredTopics;
import dev.whiteboard.common.event.EventAutoConfiguration;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.outbox.OutboxForwarder;
import dev.whiteboard.common.telemetry.Consumption;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;

/** Consumers for every {@link EventHandler} of a service. */
@AutoConfiguration(after = {EventAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@ConditionalOnBean(JdbcClient.class)
@EnableConfigurationProperties(InboxProperties.class)
public class InboxAutoConfiguration {
    private static final int DEAD_LETTER_BYTES = 4 * 1024 * 1024;

    /** The handlers by consumer. */
    record Subscriptions(Map<String, Subscription<?>> byConsumer) {}

    @Bean
    Subscriptions subscriptions(ObjectProvider<EventHandler<?>> handlers, ObjectProvider<Tracer> tracers) {
        Consumption consumption = tracers.stream().findFirst().map(Consumption::new)
                .orElseGet(Consumption::unrecorded);
        Map<String, Subscription<?>> byConsumer = new HashMap<>();
        handlers.forEach(handler -> {
            if (byConsumer.put(handler.consumer(), new Subscription<>(handler, consumption)) != null) {
                throw new IllegalStateException("two handlers are called " + handler.consumer());
            }
        });
        return new Subscriptions(Map.copyOf(byConsumer));
    }

    @Bean
    DeclaredTopics deadLetterTopics(Subscriptions subscriptions) {
        List<NewTopic> topics = new ArrayList<>();
        subscriptions.byConsumer()
                .values()
                .stream()
                .map(Subscription::topic)
                .distinct()
                .forEach(topic -> topics.add(TopicBuilder.name(TopicNames.deadLetters(topic))
                        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_BYTES))
                        .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                        .build()));
        return new DeclaredTopics(topics);
    }

    @Bean
    InboxTable inboxTable(JdbcClient jdbc) {
        return new InboxTable(jdbc);
    }

    @Bean
    ParkedTables parkedTables(JdbcClient jdbc) {
        return new ParkedTables(jdbc);
    }

    @Bean
    InboxMetrics inboxMetrics(MeterRegistry meters, JdbcClient jdbc) {
        return new InboxMetrics(meters, jdbc);
    }

    @Bean
    Chore measureInbox(InboxMetrics metrics) {
        return new Chore("measure-inbox", Duration.ofSeconds(5), metrics::measure);
    }

    @Bean
    Chore forgetHandledEvents(InboxTable inbox, InboxProperties properties) {
        return new Chore("forget-handled-events", Duration.ofSeconds(30), () -> inbox.forget(properties.retention()));
    }

    @Bean
    DeadLetters deadLetters(InboxTable inbox, OutboxForwarder outbox, InboxMetrics metrics) {
        return new DeadLetters(inbox, outbox, metrics);
    }

    @Bean
    ParkedRetries parkedRetries(Subscriptions subscriptions, InboxTable inbox, ParkedTables parked,
            DeadLetters deadLetters, PlatformTransactionManager transactions, InboxProperties properties) {
        return new ParkedRetries(subscriptions.byConsumer().values(), inbox, parked, deadLetters,
                new TransactionTemplate(transactions), properties);
    }

    @Bean
    EventsController eventsController(Subscriptions subscriptions, ParkedTables parked, ParkedRetries retries,
            KafkaProperties kafka, TopicNames names, InboxTable inbox, PlatformTransactionManager transactions,
            InboxProperties properties, MeterRegistry meters) {
        var template = new TransactionTemplate(transactions);
        var replay = new DeadLetterReplay(consumers(kafka, properties, meters), names, inbox, parked, template);
        return new EventsController(subscriptions.byConsumer(), parked, retries, replay, template);
    }

    @Bean
    @ConditionalOnProperty(name = "whiteboard.inbox.consume", matchIfMissing = true)
    InboxConsumers inboxConsumers(Subscriptions subscriptions, KafkaProperties kafka, TopicNames names,
            InboxTable inbox, ParkedTables parked, DeadLetters deadLetters, ParkedRetries retries,
            PlatformTransactionManager transactions, InboxProperties properties, InboxMetrics metrics,
            MeterRegistry meters) {
        var deliveries = new Inbox(inbox, parked, deadLetters, new TransactionTemplate(transactions), properties,
                metrics);
        return new InboxConsumers(subscriptions.byConsumer().values(), consumers(kafka, properties, meters), names,
                deliveries, retries, properties);
    }

    /** New topics are noticed within seconds; offsets are ours to commit. */
    private static DefaultKafkaConsumerFactory<byte[], byte[]> consumers(KafkaProperties kafka,
            InboxProperties properties, MeterRegistry meters) {
        Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.poll());
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        var factory = new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        factory.addListener(new MicrometerConsumerListener<>(meters));
        return factory;
    }
}
