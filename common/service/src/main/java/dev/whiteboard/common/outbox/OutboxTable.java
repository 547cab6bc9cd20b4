package dev.whiteboard.common.outbox;

import java.sql.Types;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.whiteboard.common.event.OutgoingEvent;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.telemetry.TraceContext;

/**
 * Appends to the table {@code outbox}.
 *
 * <p>Ids are drawn from a sequence when a row is inserted, but rows become visible when their transaction commits. Two
 * transactions that insert for the same key could therefore commit in the other order, and a relay that has sent the
 * higher id would send the lower one after it. So a writer first takes the key's advisory lock, which it holds until it
 * commits: within one key, order of ids = order of commits.
 */
final class OutboxTable implements Outbox, OutboxForwarder {
    /** Below what a broker takes by default (1 MiB with all headers). */
    private static final int MAX_PAYLOAD = 900_000;

    private static final String APPEND = """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(:hash))
            INSERT INTO outbox (shard, topic, key, type, event_id, payload, headers, traceparent)
            SELECT :shard, :topic, :key, :type, :eventId, :payload, :headers, :traceparent FROM turn
            """;

    private final JdbcClient jdbc;
    private final RelaySignal signal;

    OutboxTable(JdbcClient jdbc, RelaySignal signal) {
        this.jdbc = jdbc;
        this.signal = signal;
    }

    @Override
    public void append(OutboxEvent event) {
        byte[] payload = event.payload() == null ? null : Json.tolerant().writeValueAsBytes(event.payload());
        if (payload != null && payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + event.type() + " has " + payload.length + " bytes");
        }
        insert(event.topic(), event.key(), event.type(), UUID.randomUUID().toString(), TraceContext.current(), payload,
                Map.of());
    }

    @Override
    public void forward(OutgoingEvent event) {
        insert(event.topic(), event.key(), event.type(), event.id(), event.traceparent(), event.payload(),
                event.headers());
    }

    private void insert(String topic, String key, String type, String eventId, @Nullable String traceparent,
            byte @Nullable [] payload, Map<String, String> headers) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is appended in the transaction of the change that caused it");
        }
        KeyHash hash = KeyHash.of(topic, key);
        jdbc.sql(APPEND)
                .param("hash", hash.bits())
                .param("shard", hash.shard())
                .param("topic", topic)
                .param("key", key)
                .param("type", type)
                .param("eventId", eventId)
                .param("payload", payload, Types.BINARY)
                .param("headers", OutboxHeaders.write(headers), Types.VARCHAR)
                .param("traceparent", traceparent, Types.VARCHAR)
                .update();
        wakeRelayAfterCommit();
    }

    private void wakeRelayAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.raise();
            }
        });
    }
}
