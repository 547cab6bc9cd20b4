package dev.whiteboard.common.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code inbox}: who has dealt with which event. */
final class InboxTable {
    private static final int SWEEP = 5_000;

    /** A delivery that is being handled elsewhere is waited for, and then is a duplicate or is not. */
    private static final String CLAIM = """
            INSERT INTO inbox (consumer, event_id, outcome)
            SELECT :consumer, id, :outcome FROM unnest(CAST(:ids AS text[])) AS id
            ON CONFLICT (consumer, event_id) DO NOTHING
            RETURNING event_id
            """;

    private static final String REVIVE = """
            DELETE FROM inbox WHERE consumer = :consumer AND event_id = :id AND outcome = 'dead'
            """;

    private static final String FORGET = """
            DELETE FROM inbox WHERE (consumer, event_id) IN (
                SELECT consumer, event_id FROM inbox
                WHERE at < wb_now() - :seconds * interval '1 second'
                ORDER BY at LIMIT :limit FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;

    InboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records events as handled by this transaction; returns those that were not dealt with before. */
    Set<String> claim(String consumer, Collection<String> ids) {
        return insert(consumer, ids, "handled");
    }

    /** Records an event as given up. */
    void bury(String consumer, String id) {
        insert(consumer, Set.of(id), "dead");
    }

    /** Forgets that an event was given up, so that it can be handled after all. */
    void revive(String consumer, String id) {
        jdbc.sql(REVIVE).param("consumer", consumer).param("id", id).update();
    }

    /** Deletes a bounded number of rows that are older than {@code retention}. */
    void forget(Duration retention) {
        jdbc.sql(FORGET).param("seconds", retention.toSeconds()).param("limit", SWEEP).update();
    }

    private Set<String> insert(String consumer, Collection<String> ids, String outcome) {
        return jdbc.sql(CLAIM)
                .param("consumer", consumer)
                .param("outcome", outcome)
                .param("ids", ids.stream().sorted().toArray(String[]::new))
                .query(String.class)
                .stream()
                .collect(Collectors.toSet());
    }
}
