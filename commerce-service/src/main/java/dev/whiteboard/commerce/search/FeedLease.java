package dev.whiteboard.commerce.search;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which replica reads the changes: one row, one holder, on the database's clock. */
final class FeedLease {
    private final String holder = UUID.randomUUID().toString();
    private final JdbcClient jdbc;
    private final Duration length;

    FeedLease(JdbcClient jdbc, Duration length) {
        this.jdbc = jdbc;
        this.length = length;
    }

    /** Takes the lease, or makes it longer; false while another replica holds it. */
    boolean hold() {
        return jdbc.sql("""
                update search_feed set holder = :holder, leased_until = wb_now() + :millis * interval '1 millisecond'
                where id = 1 and (holder = :holder or leased_until < wb_now())""")
                .param("holder", holder).param("millis", length.toMillis()).update() == 1;
    }

    void release() {
        jdbc.sql("update search_feed set leased_until = '-infinity' where id = 1 and holder = :holder")
                .param("holder", holder).update();
    }
}
