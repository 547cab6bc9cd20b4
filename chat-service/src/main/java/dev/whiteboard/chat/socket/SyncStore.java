package dev.whiteboard.chat.socket;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the logs of a user's conversations begin and end. */
@Repository
class SyncStore {
    private final JdbcClient jdbc;

    SyncStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One conversation that the user is in. */
    record Extent(long conversationId, long firstSeq, long lastSeq) {}

    List<Extent> extents(long userId) {
        return jdbc.sql("""
                select c.id, c.first_seq, c.last_seq from member m join conversation c on c.id = m.conversation_id
                where m.user_id = :user order by c.active_at desc""").param("user", userId)
                .query((row, _) -> new Extent(row.getLong(1), row.getLong(2), row.getLong(3))).list();
    }
}
