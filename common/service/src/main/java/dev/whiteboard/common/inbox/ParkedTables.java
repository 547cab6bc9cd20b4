package dev.whiteboard.common.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.common.json.Json;
import tools.jackson.core.type.TypeReference;

/**
 * The rows of {@code parked_key} and {@code parked_event}; see their comments in the migration.
 *
 * <p>Three strengths of row lock on the key let all sides work without waiting where they need not: who adds a record
 * behind a parked key holds KEY SHARE; who retries its first record holds NO KEY UPDATE, which excludes other retries
 * but not additions, however long the handler takes; only who removes an emptied key holds UPDATE, for a moment.
 */
final class ParkedTables {
    private static final String KEYS = """
            SELECT k.*, (SELECT count(*) FROM parked_event e WHERE e.parked_key_id = k.id) AS waiting FROM parked_key k
            """;

    private final JdbcClient jdbc;

    ParkedTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of {@code keys} are parked, kept so until this transaction ends: key to row. */
    Map<String, Long> hold(String consumer, String topic, Collection<String> keys) {
        Map<String, Long> parked = new HashMap<>();
        jdbc.sql("""
                SELECT key, id FROM parked_key
                WHERE consumer = :consumer AND topic = :topic AND key = ANY (CAST(:keys AS text[]))
                ORDER BY id FOR KEY SHARE
                """)
                .param("consumer", consumer)
                .param("topic", topic)
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    parked.put(row.getString("key"), row.getLong("id"));
                });
        return parked;
    }

    /** Parks {@code key}, or finds it parked. */
    long park(String consumer, String topic, String key, Duration pause, String error) {
        return jdbc.sql("""
                INSERT INTO parked_key (consumer, topic, key, next_attempt_at, error)
                VALUES (:consumer, :topic, :key, wb_now() + :millis * interval '1 millisecond', :error)
                ON CONFLICT (consumer, topic, key) DO UPDATE SET error = parked_key.error
                RETURNING id
                """)
                .param("consumer", consumer)
                .param("topic", topic)
                .param("key", key)
                .param("millis", pause.toMillis())
                .param("error", error)
                .query(Long.class)
                .single();
    }

    /** Puts a delivery behind a parked key; a delivery that is there already keeps its place. */
    void add(long parkedKey, String consumer, Delivery delivery) {
        jdbc.sql("""
                INSERT INTO parked_event (parked_key_id, consumer, event_id, headers, payload)
                VALUES (:parkedKey, :consumer, :eventId, :headers, :payload)
                ON CONFLICT (consumer, event_id) DO NOTHING
                """)
                .param("parkedKey", parkedKey)
                .param("consumer", consumer)
                .param("eventId", delivery.id())
                .param("headers", Json.tolerant().writeValueAsString(delivery.headers()))
                .param("payload", delivery.payload(), Types.BINARY)
                .update();
    }

    /** The keys that should be tried now. */
    List<ParkedKey> due(Collection<String> consumers, int limit) {
        return jdbc.sql(KEYS + """
                WHERE next_attempt_at <= wb_now() AND consumer = ANY (CAST(:consumers AS text[]))
                ORDER BY next_attempt_at LIMIT :limit
                """)
                .param("consumers", consumers.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> key(row))
                .list();
    }

    /** What is parked, oldest first. */
    List<ParkedKey> list(@Nullable String consumer, long afterId, int limit) {
        return jdbc.sql(KEYS + """
                WHERE k.id > :after AND (CAST(:consumer AS text) IS NULL OR consumer = :consumer)
                ORDER BY k.id LIMIT :limit
                """)
                .param("after", afterId)
                .param("consumer", consumer, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> key(row))
                .list();
    }

    /** Takes the turn to work on a key's first record; empty if somebody else has it or the key is no longer parked. */
    Optional<ParkedKey> takeTurn(long id) {
        return jdbc.sql(KEYS + "WHERE k.id = :id FOR NO KEY UPDATE OF k SKIP LOCKED")
                .param("id", id)
                .query((row, _) -> key(row))
                .optional();
    }

    Optional<ParkedEvent> first(long parkedKey) {
        return jdbc.sql("""
                SELECT e.*, k.key FROM parked_event e JOIN parked_key k ON k.id = e.parked_key_id
                WHERE k.id = :key ORDER BY e.id LIMIT 1
                """)
                .param("key", parkedKey)
                .query((row, _) -> event(row))
                .optional();
    }

    void remove(ParkedEvent event) {
        jdbc.sql("DELETE FROM parked_event WHERE id = :id").param("id", event.id()).update();
    }

    /** Counts a failed attempt, unless somebody else has counted since. */
    void failed(ParkedKey key, Duration pause, String error) {
        jdbc.sql(
                """
                        UPDATE parked_key
                        SET attempts = attempts + 1, error = :error, next_attempt_at = wb_now() + :millis * interval '1 millisecond'
                        WHERE id = :id AND attempts = :attempts
                        """)
                .param("error", error)
                .param("millis", pause.toMillis())
                .param("id", key.id())
                .param("attempts", key.attempts())
                .update();
    }

    /** Makes a key due, with a clean record; false if it is not parked. */
    boolean dueNow(long id) {
        return jdbc.sql("UPDATE parked_key SET attempts = 1, next_attempt_at = wb_now() WHERE id = :id")
                .param("id", id)
                .update() == 1;
    }

    /** Lets a key go if nothing waits behind it any more; two statements, so that the second sees what the first waited for. */
    void removeIfEmpty(long id) {
        jdbc.sql("SELECT id FROM parked_key WHERE id = :id FOR UPDATE").param("id", id).query(Long.class).optional();
        jdbc.sql("""
                DELETE FROM parked_key k
                WHERE k.id = :id AND NOT EXISTS (SELECT 1 FROM parked_event e WHERE e.parked_key_id = k.id)
                """).param("id", id).update();
    }

    private static ParkedKey key(ResultSet row) throws SQLException {
        return new ParkedKey(row.getLong("id"), row.getString("consumer"), row.getString("topic"), row.getString("key"),
                row.getInt("attempts"), row.getInt("waiting"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(), row.getString("error"));
    }

    private static ParkedEvent event(ResultSet row) throws SQLException {
        Map<String, String> headers = Json.tolerant()
                .readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {
                });
        return new ParkedEvent(row.getLong("id"),
                new Delivery(row.getString("key"), headers, row.getBytes("payload")));
    }
}
