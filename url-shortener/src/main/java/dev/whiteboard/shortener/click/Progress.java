package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far counting has come: what each node last said through each partition. The least of these is what all figures
 * include. A node that said nothing for an hour is left out, or one that never comes back would stop the clock for ever.
 */
@Repository
class Progress {
    private final JdbcClient jdbc;

    Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A node that is about to take clicks is waited for from now on. */
    void join(String node, int partitions) {
        jdbc.sql("""
                insert into click_progress (partition, node, counted_until)
                select partition, :node, wb_now() from generate_series(0, :last) as partition on conflict do nothing""")
                .param("node", node).param("last", partitions - 1).update();
    }

    /** Within the transaction that counts the clicks before the mark. */
    void mark(int partition, ProgressEvent event) {
        Instant until = event.sentUntil();
        if (until == null) {
            jdbc.sql("delete from click_progress where partition = ? and node = ?").params(partition, event.node())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into click_progress (partition, node, counted_until) values (?, ?, ?)
                on conflict (partition, node) do update
                    set counted_until = greatest(click_progress.counted_until, excluded.counted_until)""")
                .params(partition, event.node(), until.atOffset(ZoneOffset.UTC)).update();
    }

    Optional<Instant> countedUntil() {
        return jdbc
                .sql("select min(counted_until) from click_progress where counted_until > wb_now() - interval '1 hour'")
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }
}
