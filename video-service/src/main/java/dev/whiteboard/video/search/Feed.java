package dev.whiteboard.video.search;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which replica writes the index, and who wants it filled anew: one row, one holder, on the database's clock. */
final class Feed {
    private final String holder = UUID.randomUUID().toString();
    private final JdbcClient jdbc;
    private final Duration lease;

    Feed(JdbcClient jdbc, Duration lease) {
        this.jdbc = jdbc;
        this.lease = lease;
    }

    /** Takes the lease, or makes it longer; false while another replica holds it. */
    boolean hold() {
        return jdbc.sql("""
                update search_feed set holder = :holder, leased_until = wb_now() + :millis * interval '1 millisecond'
                where id = 1 and (holder = :holder or leased_until < wb_now())""")
                .param("holder", holder).param("millis", lease.toMillis()).update() == 1;
    }

    void release() {
        jdbc.sql("update search_feed set leased_until = '-infinity' where id = 1 and holder = :holder")
                .param("holder", holder).update();
    }

    /** Somebody wants the index filled anew; also after a crash it will be. */
    void wish() {
        jdbc.sql("update search_feed set wanted = wanted + 1 where id = 1").update();
    }

    /** The number of the last wish that has not come true, or 0. */
    long wished() {
        return jdbc.sql("select case when wanted > rebuilt then wanted else 0 end from search_feed where id = 1")
                .query(Long.class).single();
    }

    /** All wishes up to this one have come true. */
    void fulfilled(long wish) {
        jdbc.sql("update search_feed set rebuilt = greatest(rebuilt, :wish) where id = 1").param("wish", wish).update();
    }

    /** Whether there has ever been an index: before, nothing is found, and that is no fault. */
    boolean hasBegun() {
        return jdbc.sql("select rebuilt > 0 from search_feed where id = 1").query(Boolean.class).single();
    }
}
