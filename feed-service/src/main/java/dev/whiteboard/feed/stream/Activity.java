package dev.whiteboard.feed.stream;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether anybody posted anything lately: one question a node and beat, which spares every idle stream one of its own. An
 * entry takes a moment from its commit to the timelines, so a post counts as lately for some beats.
 */
final class Activity {
    private static final int BEATS = 10;

    private final JdbcClient jdbc;
    private final AtomicLong beat = new AtomicLong();
    private volatile long newest;
    private volatile long changedAt;

    Activity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void look() {
        long now = beat.incrementAndGet();
        long highest = jdbc.sql("select coalesce(max(id), 0) from entry").query(Long.class).single();
        if (highest != newest) {
            newest = highest;
            changedAt = now;
        }
    }

    boolean lately() {
        return beat.get() - changedAt <= BEATS;
    }
}
