package dev.whiteboard.storage.chunk;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Objects that nothing refers to: not yet, or no longer. An object is written down here before it is made, so that a
 * crash leaves none behind that nobody knows of.
 */
@Repository
public class LooseObjects {
    private final JdbcClient jdbc;

    LooseObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(String key, Duration removeAfter) {
        jdbc.sql(
                """
                        insert into loose_object (object_key, remove_after) values (:key, wb_now() + :after * interval '1 millisecond')
                        on conflict (object_key) do update set remove_after = excluded.remove_after""")
                .param("key", key).param("after", removeAfter.toMillis()).update();
    }

    /** From now on something refers to it. @return false if its removal has begun: then it must not be used */
    public boolean adopt(String key) {
        return jdbc.sql("delete from loose_object where object_key = :key and not doomed").param("key", key)
                .update() == 1;
    }

    /** Dooms what is due; what is doomed is never adopted, and stays here until it is gone from the store. */
    public List<String> doom(int limit) {
        return jdbc.sql("""
                update loose_object set doomed = true where object_key in (
                    select object_key from loose_object where remove_after < wb_now() order by remove_after limit :limit
                    for update skip locked)
                returning object_key""").param("limit", limit).query(String.class).list();
    }

    public void removed(String key) {
        jdbc.sql("delete from loose_object where object_key = :key").param("key", key).update();
    }
}
