package dev.whiteboard.storage.chunk;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.storage.blob.BlobStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Collects chunks that nobody needs, while uploads go on.
 *
 * <p>
 * Two phases. <b>Condemn</b>: what nothing refers to is marked with the time. <b>Sweep</b>, a grace later: what still bears
 * that mark, and is still referred to by nothing, loses its row and its object is written down as loose. Between the two
 * anybody who wants the chunk takes the mark away, and the sweep, which is conditional on it, passes by. The object is
 * deleted last; its key names this incarnation, so even a delete that comes hours late hits nothing that was stored since.
 *
 * <p>
 * None of this rests on time: the grace is for readers who were given an address. That no needed chunk goes is the work of
 * the foreign keys; see {@link Chunks}.
 */
@Component
class Collector {
    private final JdbcClient jdbc;
    private final LooseObjects loose;
    private final BlobStore blobs;
    private final AtomicReference<byte[]> scanned = new AtomicReference<>(new byte[0]);

    Collector(JdbcClient jdbc, LooseObjects loose, BlobStore blobs) {
        this.jdbc = jdbc;
        this.loose = loose;
        this.blobs = blobs;
    }

    /** Looks at the next so many chunks, round and round. @return how many were condemned */
    int condemn(int limit) {
        byte[] from = scanned.get();
        var last = jdbc
                .sql("""
                        select max(hash) from (select hash from chunk where hash > :from order by hash limit :limit) as stretch""")
                .param("from", from).param("limit", limit).query((row, number) -> row.getBytes(1)).list().getFirst();
        if (last == null) {
            scanned.set(new byte[0]);
            return 0;
        }
        scanned.set(last);
        return jdbc.sql("""
                update chunk c set condemned_at = wb_now()
                where hash > :from and hash <= :last and condemned_at is null
                    and not exists (select from chunk_use u where u.hash = c.hash)
                    and not exists (select from upload_chunk l where l.stored = c.hash)""")
                .param("from", from).param("last", last).update();
    }

    /** @return how many chunks are no more */
    @Transactional
    int sweep(Duration grace, int limit) {
        return jdbc.sql("""
                with due as (
                    select hash from chunk where condemned_at <= wb_now() - :grace * interval '1 millisecond'
                    order by condemned_at limit :limit for update skip locked
                ), gone as (
                    delete from chunk c using due where c.hash = due.hash
                        and condemned_at <= wb_now() - :grace * interval '1 millisecond'
                        and not exists (select from chunk_use u where u.hash = c.hash)
                        and not exists (select from upload_chunk l where l.stored = c.hash)
                    returning object_key
                )
                insert into loose_object (object_key, remove_after) select object_key, wb_now() from gone""")
                .param("grace", grace.toMillis()).param("limit", limit).update();
    }

    /** @return how many objects are no more */
    int remove(int limit) {
        var doomed = loose.doom(limit);
        for (String key : doomed) {
            CrashPoint.reached("object.doomed");
            blobs.delete(key);
            CrashPoint.reached("object.deleted");
            loose.removed(key);
        }
        return doomed.size();
    }
}
