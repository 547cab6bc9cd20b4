package dev.whiteboard.common.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of deliveries, by consumer, and how many keys are parked. */
final class InboxMetrics {
    private static final String EVENTS = "whiteboard.inbox.events";

    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private volatile long parkedKeys;

    InboxMetrics(MeterRegistry meters, JdbcClient jdbc) {
        this.meters = meters;
        this.jdbc = jdbc;
        Gauge.builder("whiteboard.inbox.parked.keys", () -> parkedKeys)
                .description("Keys whose records wait for a retry or an operator")
                .register(meters);
    }

    void handled(String consumer, int handled, int duplicates) {
        count(consumer, "handled", handled);
        count(consumer, "duplicate", duplicates);
    }

    void parked(String consumer) {
        count(consumer, "parked", 1);
    }

    void buried(String consumer) {
        count(consumer, "buried", 1);
    }

    /** Looks at the table; a chore, so that a scrape never waits for the database. */
    void measure() {
        parkedKeys = jdbc.sql("SELECT count(*) FROM parked_key").query(Long.class).single();
    }

    private void count(String consumer, String outcome, int events) {
        meters.counter(EVENTS, "consumer", consumer, "outcome", outcome).increment(events);
    }
}
