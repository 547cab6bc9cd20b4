package dev.whiteboard.common.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ArrayList;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.common.event.OutgoingEvent;

/** Reads the heads of shards and removes what is acknowledged. */
final class Backlog {
    /** How much of one shard a round takes at most, so that one long shard does not crowd out the others. */
    private static final int PER_SHARD = 200;

    /**
     * One index probe per shard: the cost does not depend on the length of the backlog. The window cuts the list where it
     * would hold more bytes than a round may; what is left of each shard is still a gapless head.
     */
    private static final String HEADS = """
            SELECT * FROM (
                SELECT head.*, sum(coalesce(octet_length(payload), 0)) OVER (ORDER BY turn, id) AS bytes FROM (
                    SELECT s.turn, o.* FROM unnest(CAST(:shards AS int[])) WITH ORDINALITY AS s (shard, turn)
                    CROSS JOIN LATERAL (
                        SELECT * FROM outbox
                        WHERE outbox.shard = s.shard AND topic <> ALL (CAST(:held AS text[]))
                        ORDER BY id LIMIT :perShard) o
                    LIMIT :round) head) measured
            WHERE bytes - coalesce(octet_length(payload), 0) < :roundBytes
            ORDER BY turn, id
            """;

    private static final String REMOVE = """
            DELETE FROM outbox USING unnest(CAST(:shards AS int[]), CAST(:ids AS bigint[])) AS sent (shard, id)
            WHERE outbox.shard = sent.shard AND outbox.id = sent.id
            """;

    private final JdbcClient jdbc;
    private final OutboxProperties properties;

    Backlog(JdbcClient jdbc, OutboxProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** The next events of {@code shards}, each shard's in order, without the topics that are {@code held} back. */
    List<OutboxRow> heads(List<Integer> shards, Collection<String> held) {
        List<Integer> turns = new ArrayList<>(shards);
        Collections.shuffle(turns);
        return jdbc.sql(HEADS)
                .param("shards", turns.toArray(Integer[]::new))
                .param("held", held.toArray(String[]::new))
                .param("perShard", PER_SHARD)
                .param("round", properties.round())
                .param("roundBytes", properties.roundBytes())
                .query((row, _) -> event(row))
                .list();
    }

    /** Removes events that the broker has acknowledged. */
    void remove(List<OutboxRow> sent) {
        if (!sent.isEmpty()) {
            jdbc.sql(REMOVE)
                    .param("shards", sent.stream().map(OutboxRow::shard).toArray(Integer[]::new))
                    .param("ids", sent.stream().map(OutboxRow::id).toArray(Long[]::new))
                    .update();
        }
    }

    private static OutboxRow event(ResultSet row) throws SQLException {
        var event = new OutgoingEvent(row.getString("topic"), row.getString("key"), row.getString("type"),
                row.getString("event_id"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"), row.getBytes("payload"), OutboxHeaders.read(row.getString("headers")));
        return new OutboxRow(row.getInt("shard"), row.getLong("id"), event);
    }
}
