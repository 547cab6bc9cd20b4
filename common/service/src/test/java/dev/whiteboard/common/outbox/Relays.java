package dev.whiteboard.common.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Builds outboxes and relays as the auto-configuration does, with short times. */
public final class Relays {
    static final Duration LEASE = Duration.ofSeconds(8);

    private Relays() {}

    /** An outbox that wakes nobody. */
    public static OutboxTable outbox(Db db) {
        return new OutboxTable(db.jdbc(), new RelaySignal());
    }

    static OutboxProperties properties(int round) {
        return new OutboxProperties(true, LEASE, Duration.ofMillis(50), round, 16 << 20, Duration.ofSeconds(3),
                Duration.ofSeconds(1));
    }

    /** A relay of its own, not started. */
    public static OutboxRelay relay(Db db, String bootstrap, String prefix, int round, SimpleMeterRegistry meters) {
        OutboxProperties properties = properties(round);
        Map<String, Object> connection = new HashMap<>(Map.of("bootstrap.servers", bootstrap));
        var records = new EventRecords(new TopicNames(prefix), "test", Clock.systemUTC());
        return new OutboxRelay(new ShardLeases(db.jdbc(), db.transactions(), UUID.randomUUID().toString(), LEASE),
                new Backlog(db.jdbc(), properties),
                new RelayProducer(new RelayProducerConfig(connection, properties)::create, records,
                        properties.deliveryTimeout()),
                new RelaySignal(), new RelayMetrics(db.jdbc(), Clock.systemUTC(), meters), properties);
    }
}
