package dev.whiteboard.common.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How the relay is doing: what it sent, how late, and how much waits. */
final class RelayMetrics {
    /** Counting stops here: beyond it, only the age matters. */
    private static final int MOST_COUNTED = 100_000;

    private static final String WAITING = "SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT " + MOST_COUNTED
            + ") waiting";

    private static final String OLDEST_AGE = """
            SELECT coalesce(greatest(extract(epoch FROM wb_now() - min(created_at)), 0), 0)
            FROM generate_series(0, 63) AS s (shard)
            CROSS JOIN LATERAL (SELECT created_at FROM outbox WHERE outbox.shard = s.shard ORDER BY id LIMIT 1) head
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicInteger shards;
    private final Counter sent;
    private final Counter failures;
    private final Timer delay;
    private volatile long waiting;
    private volatile double oldestAge;

    RelayMetrics(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.shards = meters.gauge("whiteboard.outbox.shards", new AtomicInteger());
        this.sent = meters.counter("whiteboard.outbox.sent");
        this.failures = meters.counter("whiteboard.outbox.failures");
        this.delay = meters.timer("whiteboard.outbox.delay");
        Gauge.builder("whiteboard.outbox.waiting", () -> waiting)
                .description("Events not yet acknowledged by the broker, counted up to " + MOST_COUNTED)
                .register(meters);
        Gauge.builder("whiteboard.outbox.oldest.age", () -> oldestAge)
                .description("Age of the oldest event that waits")
                .baseUnit("seconds")
                .register(meters);
    }

    void relayed(List<OutboxRow> rows) {
        sent.increment(rows.size());
        for (OutboxRow row : rows) {
            delay.record(since(row.event().time()));
        }
    }

    /** Not below zero, although this process's clock may be behind the one that the event was dated by. */
    private Duration since(Instant begun) {
        Duration passed = Duration.between(begun, clock.instant());
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    void failed() {
        failures.increment();
    }

    void holds(int held) {
        shards.set(held);
    }

    /** Looks at the table; a chore, so that a scrape of the metrics never waits for the database. */
    void measure() {
        waiting = jdbc.sql(WAITING).query(Long.class).single();
        oldestAge = jdbc.sql(OLDEST_AGE).query(Double.class).single();
    }
}
