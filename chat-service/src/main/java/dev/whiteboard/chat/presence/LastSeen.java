package dev.whiteboard.chat.presence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When users were last there. */
@Repository
class LastSeen {
    private final JdbcClient jdbc;

    LastSeen(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void now(Collection<Long> users) {
        jdbc.sql("""
                insert into last_seen as l (user_id, at)
                select user_id, wb_now() from unnest(cast(:users as bigint[])) as u (user_id) order by user_id
                on conflict (user_id) do update set at = greatest(l.at, excluded.at)""")
                .param("users", users.toArray(Long[]::new)).update();
    }

    Map<Long, Instant> of(Collection<Long> users) {
        Map<Long, Instant> found = new HashMap<>();
        jdbc.sql("select user_id, at from last_seen where user_id = any (cast(:users as bigint[]))")
                .param("users", users.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("user_id"), row.getObject("at", OffsetDateTime.class).toInstant());
                });
        return found;
    }
}
