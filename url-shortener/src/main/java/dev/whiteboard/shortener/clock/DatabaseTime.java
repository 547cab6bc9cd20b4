package dev.whiteboard.shortener.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * This machine's clock, corrected by how far the database's clock was ahead when it was last asked. Reading it costs no
 * round trip; its error is at most half of the round trip that measured it, plus what the clocks drift until the next
 * (Cristian's algorithm, 1989).
 */
public final class DatabaseTime implements InstantSource {
    private final Clock own;
    private final Supplier<Instant> database;
    private volatile long aheadMillis;

    /** @param database asks the database for {@code wb_now()} */
    public DatabaseTime(Clock own, Supplier<Instant> database) {
        this.own = own;
        this.database = database;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return own.millis() + aheadMillis;
    }

    /** Measures again; while the database cannot be asked, the last measurement stays. */
    public void synchronise() {
        long before = own.millis();
        long theirs = database.get().toEpochMilli();
        long after = own.millis();
        aheadMillis = theirs - (before + after) / 2;
    }
}
