package dev.whiteboard.common.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.outbox.Relays;
import dev.whiteboard.common.telemetry.Consumption;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The consuming side as the auto-configuration builds it, with short times. */
final class Inboxes {
    final Subscription<?> subscription;
    final Inbox inbox;
    final ParkedTables parked;
    final ParkedRetries retries;
    final DeadLetterReplay replay;
    final InboxConsumers consumers;

    Inboxes(Db db, String bootstrap, String prefix, EventHandler<?> handler) {
        var properties = new InboxProperties(true, 50, Duration.ofMillis(100), Duration.ofMillis(500),
                Duration.ofMillis(50), Duration.ofDays(14));
        var names = new TopicNames(prefix);
        var metrics = new InboxMetrics(new SimpleMeterRegistry(), db.jdbc());
        var table = new InboxTable(db.jdbc());
        subscription = new Subscription<>(handler, Consumption.unrecorded());
        parked = new ParkedTables(db.jdbc());
        var deadLetters = new DeadLetters(table, Relays.outbox(db), metrics);
        inbox = new Inbox(table, parked, deadLetters, db.transactions(), properties, metrics);
        retries = new ParkedRetries(List.of(subscription), table, parked, deadLetters, db.transactions(), properties);
        var factory = factory(bootstrap);
        replay = new DeadLetterReplay(factory, names, table, parked, db.transactions());
        consumers = new InboxConsumers(List.of(subscription), factory, names, inbox, retries, properties);
    }

    static DefaultKafkaConsumerFactory<byte[], byte[]> factory(String bootstrap) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false,
                "auto.offset.reset", "earliest", "max.poll.records", 50, "session.timeout.ms", 1_500,
                "heartbeat.interval.ms", 300, "metadata.max.age.ms", 1_000));
        return new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
