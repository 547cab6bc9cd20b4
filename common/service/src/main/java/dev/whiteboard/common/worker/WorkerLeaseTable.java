package dev.whiteboard.common.worker;

import java.time.Duration;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.whiteboard.common.id.WorkerLease;

/** Compare-and-set on the rows of {@code worker_lease}; each method is one statement and needs no transaction. */
final class WorkerLeaseTable {
    /** The worker id that has been free for longest: its span is over, so its next holder need not wait. */
    private static final String CLAIM = """
            WITH free AS (
                SELECT worker_id, issuable_until_ms FROM worker_lease
                WHERE leased_until < wb_now()
                ORDER BY issuable_until_ms, worker_id
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            UPDATE worker_lease w
            SET owner = :owner,
                leased_until = wb_now() + :leaseMillis * interval '1 millisecond',
                issuable_until_ms = GREATEST(w.issuable_until_ms, :until)
            FROM free
            WHERE w.worker_id = free.worker_id
            RETURNING w.worker_id, free.issuable_until_ms AS spent_until, w.issuable_until_ms AS issuable_until
            """;

    private static final String EXTEND = """
            UPDATE worker_lease
            SET leased_until = wb_now() + :leaseMillis * interval '1 millisecond',
                issuable_until_ms = GREATEST(issuable_until_ms, :until)
            WHERE worker_id = :worker AND owner = :owner
            """;

    private static final String RELEASE = """
            UPDATE worker_lease SET owner = NULL, leased_until = '-infinity'
            WHERE worker_id = :worker AND owner = :owner
            """;

    private final JdbcClient jdbc;
    private final Duration lease;

    WorkerLeaseTable(JdbcClient jdbc, Duration lease) {
        this.jdbc = jdbc;
        this.lease = lease;
    }

    /** A free worker id with the span up to {@code until}; empty if none is free. */
    Optional<WorkerLease> claim(String owner, long until) {
        return jdbc.sql(CLAIM)
                .param("owner", owner)
                .param("leaseMillis", lease.toMillis())
                .param("until", until)
                .query((row, _) -> new WorkerLease(row.getInt("worker_id"), row.getLong("spent_until") + 1,
                        row.getLong("issuable_until")))
                .optional();
    }

    /** Reserves the span up to {@code until}; false if somebody else holds the worker id by now. */
    boolean extend(int worker, String owner, long until) {
        return jdbc.sql(EXTEND)
                .param("worker", worker)
                .param("owner", owner)
                .param("leaseMillis", lease.toMillis())
                .param("until", until)
                .update() == 1;
    }

    /** Lets the worker id go; its span stays spent. */
    void release(int worker, String owner) {
        jdbc.sql(RELEASE).param("worker", worker).param("owner", owner).update();
    }

    /** The server's own clock, which tests do not move, in milliseconds since 1970. */
    long serverMillis() {
        return jdbc.sql("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint").query(Long.class).single();
    }
}
