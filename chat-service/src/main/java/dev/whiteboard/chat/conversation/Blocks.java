package dev.whiteboard.chat.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom a user does not want to hear, be found by, or be put into groups by. */
@Repository
public class Blocks {
    private final JdbcClient jdbc;

    Blocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long blocker, long blocked) {
        jdbc.sql("insert into block (blocker_id, blocked_id) values (:blocker, :blocked) on conflict do nothing")
                .param("blocker", blocker).param("blocked", blocked).update();
    }

    void remove(long blocker, long blocked) {
        jdbc.sql("delete from block where blocker_id = :blocker and blocked_id = :blocked").param("blocker", blocker)
                .param("blocked", blocked).update();
    }

    List<Long> of(long blocker) {
        return jdbc.sql("select blocked_id from block where blocker_id = :blocker order by blocked_at desc limit 1000")
                .param("blocker", blocker).query(Long.class).list();
    }

    /** Those of them who have blocked that user. */
    public Set<Long> blockersOf(long blocked, Collection<Long> among) {
        return Set.copyOf(jdbc.sql("""
                select blocker_id from block
                where blocked_id = :blocked and blocker_id = any (cast(:among as bigint[]))""")
                .param("blocked", blocked).param("among", among.toArray(Long[]::new)).query(Long.class).list());
    }
}
