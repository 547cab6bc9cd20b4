package dev.whiteboard.storage.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads logs. */
@Repository
class FeedReader {
    private final JdbcClient jdbc;

    FeedReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Ends(long last, long oldest) {}

    /** @param from null for the beginning */
    Reading read(String userId, @Nullable Position from, int limit) {
        Position after = from == null ? Position.BEGINNING : from;
        Ends ends = jdbc.sql("select last_seq, oldest_seq from feed where user_id = :user").param("user", userId)
                .query((row, number) -> new Ends(row.getLong(1), row.getLong(2))).optional().orElse(new Ends(0, 0));
        if (after.seq() > ends.last) {
            return new Reading.Reset(Reading.Reason.CURSOR_AHEAD, end(userId));
        }
        if (after.seq() < ends.oldest) {
            return new Reading.Reset(Reading.Reason.CURSOR_EXPIRED, end(userId));
        }
        if (after.seq() > 0 && !known(userId, after)) {
            return new Reading.Reset(Reading.Reason.CURSOR_FOREIGN, end(userId));
        }
        List<Change> found = jdbc.sql("""
                select * from change where user_id = :user and seq > :after order by seq limit :limit""")
                .param("user", userId).param("after", after.seq()).param("limit", limit + 1).query(FeedReader::change)
                .list();
        if (!found.isEmpty() && found.getFirst().seq() != after.seq() + 1) {
            return new Reading.Reset(Reading.Reason.CURSOR_EXPIRED, end(userId)); // forgotten since the first query
        }
        List<Change> page = found.subList(0, Math.min(limit, found.size()));
        return new Reading.Changes(List.copyOf(page), page.isEmpty() ? after : page.getLast().position(),
                found.size() > page.size());
    }

    private boolean known(String userId, Position position) {
        return jdbc.sql("select true from change where user_id = :user and seq = :seq and mark = :mark")
                .param("user", userId).param("seq", position.seq()).param("mark", position.mark())
                .query(Boolean.class).optional().isPresent();
    }

    Position end(String userId) {
        return jdbc.sql("select seq, mark from change where user_id = :user order by seq desc limit 1")
                .param("user", userId).query((row, number) -> new Position(row.getLong(1), row.getLong(2))).optional()
                .orElse(Position.BEGINNING);
    }

    /** How long the log of each of these users is. */
    Map<String, Long> lengths(Collection<String> userIds) {
        Map<String, Long> lengths = new HashMap<>();
        jdbc.sql("select user_id, last_seq from feed where user_id = any(:users)")
                .param("users", userIds.toArray(String[]::new)).query(row -> {
                    lengths.put(row.getString(1), row.getLong(2));
                });
        return lengths;
    }

    /** Forgets what is older, but for the last of it: a cursor that points there is still good. */
    @Transactional
    int forget(Duration age, int limit) {
        int forgotten = 0;
        List<String> users = jdbc.sql("""
                select f.user_id from feed f where exists (select from change c where c.user_id = f.user_id
                    and c.seq = f.oldest_seq + 1 and c.at < wb_now() - :age * interval '1 second')
                limit :limit for update skip locked""")
                .param("age", age.toSeconds()).param("limit", limit).query(String.class).list();
        for (String user : users) {
            jdbc.sql("""
                    update feed set oldest_seq = (select max(seq) from change where user_id = :user
                        and at < wb_now() - :age * interval '1 second') where user_id = :user""")
                    .param("user", user).param("age", age.toSeconds()).update();
            forgotten += jdbc.sql("""
                    delete from change c using feed f
                    where c.user_id = :user and f.user_id = :user and c.seq < f.oldest_seq""").param("user", user)
                    .update();
        }
        return forgotten;
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(row.getLong("seq"), row.getLong("mark"), row.getObject("at", OffsetDateTime.class)
                .toInstant(),
                new News(ChangeType.valueOf(row.getString("type")), row.getLong("node_id"), row.getBoolean("folder"),
                        row.getObject("parent_id", Long.class), row.getString("name"), row.getInt("version"),
                        row.getLong("size"), row.getString("etag"), row.getString("by_user"),
                        row.getObject("conflict_of", Long.class)));
    }
}
