package dev.whiteboard.common.outbox;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.whiteboard.common.event.TraceContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends to the table {@code outbox}.
 *
 * <p>Ids are drawn from a sequence when a row is inserted, but rows become visible when their transaction commits. Two
 * transactions that insert for the same key could therefore commit in the other order, and a relay that has sent the
 * higher id would send the lower one after it. So a writer first takes the key's advisory lock, which it holds until it
 * commits: within one key, order of ids = order of commits.
 */
final class OutboxTable implements Outbox {
    private static final int MAX_PAYLOAD = 900_000;

    private static final String APPEND = """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(:hash))
            INSERT INTO outbox (shard, topic, key, type, event_id, payload, headers, traceparent)
            SELECT :shard, :topic, :key, :type, :eventId, :payload, :headers, :traceparent FROM turn
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TraceContext trace;
    private final RelaySignal signal;

    OutboxTable(JdbcClient jdbc, JsonMapper json, TraceContext trace, RelaySignal signal) {
        this.jdbc = jdbc;
        this.json = json;
        this.trace = trace;
        this.signal = signal;
    }

    @Override
    public void append(OutboxEvent event) {
        byte[] payload = event.payload() == null ? null : json.writeValueAsBytes(event.payload());
        insert(event, UUID.randomUUID().toString(), payload, null);
    }

    private void insert(OutboxEvent event, String eventId, byte @Nullable [] payload, @Nullable String headers) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is appended in the transaction of the change that caused it");
        }
        if (payload != null && payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + event.type() + " has " + payload.length + " bytes");
        }
        KeyHash hash = KeyHash.of(event.topic(), event.key());
        jdbc.sql(APPEND)
                .param("hash", hash.bits())
                .param("shard", hash.shard())
                .param("topic", event.topic())
                .param("key", event.key())
                .param("type", event.type())
                .param("eventId", eventId)
                .param("payload", payload, java.sql.Types.BINARY)
                .param("headers", headers, java.sql.Types.VARCHAR)
                .param("traceparent", trace.current(), java.sql.Types.VARCHAR)
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
