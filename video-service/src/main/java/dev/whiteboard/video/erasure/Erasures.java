package dev.whiteboard.video.erasure;

import dev.whiteboard.video.blob.BlobStore;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Objects that are to go. Whoever was writing them when that was decided may go on for a while, so they are removed at
 * once and then again, each time after twice as long, until nobody can be left.
 */
@Component
public class Erasures {
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final BlobStore blobs;
    private final EdgePurges edges;

    Erasures(JdbcClient jdbc, BlobStore blobs, EdgePurges edges) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.edges = edges;
    }

    /**
     * Plans it, in the caller's transaction.
     *
     * @param writable how long somebody may still be able to write such an object
     */
    public void plan(String prefix, Duration writable) {
        jdbc.sql(
                """
                        insert into erasure (prefix, begun_at, due_at, last_at)
                        values (:prefix, wb_now(), wb_now(), wb_now() + make_interval(secs => :writable))
                        on conflict (prefix) do update set due_at = wb_now(), last_at = greatest(erasure.last_at, excluded.last_at)""")
                .param("prefix", prefix).param("writable", writable.toSeconds()).update();
    }

    /** The same for what was published, in the caller's transaction: edge caches are told by that name to forget it. */
    public void planEverywhere(String prefix, Duration writable, String name) {
        plan(prefix, writable);
        jdbc.sql("update erasure set purge = :name where prefix = :prefix").param("name", name)
                .param("prefix", prefix).update();
    }

    /**
     * Tells edge caches of what is gone, in that order, until they cannot be told; and again in the next run. Who reads what
     * is told here finds it gone at the origin: only what has been committed is seen.
     */
    void purge() {
        List<Purge> pending = jdbc
                .sql("select prefix, purge from erasure where purge is not null order by begun_at limit :batch")
                .param("batch", BATCH).query((row, _) -> new Purge(row.getString(1), row.getString(2))).list();
        for (Purge one : pending) {
            if (!edges.tell(one.name())) {
                return;
            }
            jdbc.sql("update erasure set purge = null where prefix = :prefix").param("prefix", one.prefix()).update();
        }
    }

    private record Purge(String prefix, String name) {}

    /** A crash after the objects are gone and before that is noted costs one look more. */
    void run() {
        for (String prefix : due()) {
            for (List<String> keys = blobs.list(prefix); !keys.isEmpty(); keys = blobs.list(prefix)) {
                blobs.delete(keys);
            }
            note(prefix);
        }
    }

    private List<String> due() {
        return jdbc.sql("select prefix from erasure where due_at <= wb_now() order by due_at limit :batch")
                .param("batch", BATCH).query(String.class).list();
    }

    private void note(String prefix) {
        jdbc.sql("delete from erasure where prefix = :prefix and last_at <= due_at and purge is null")
                .param("prefix", prefix).update();
        jdbc.sql("""
                update erasure set due_at = least(last_at, wb_now() + (wb_now() - begun_at) + interval '1 second')
                where prefix = :prefix and due_at <= wb_now()""").param("prefix", prefix).update();
    }
}
