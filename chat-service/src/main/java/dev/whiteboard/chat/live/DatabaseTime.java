package dev.whiteboard.chat.live;

import java.time.Clock;
import java.time.Instant;

/** This machine's clock, corrected by how far the database's was ahead when it was last asked (Cristian, 1989). */
public final class DatabaseTime {
    private final Clock own;
    private volatile long aheadMillis;

    DatabaseTime(Clock own) {
        this.own = own;
    }

    public long millis() {
        return own.millis() + aheadMillis;
    }

    long own() {
        return own.millis();
    }

    void told(long askedAtMillis, Instant theirs) {
        aheadMillis = theirs.toEpochMilli() - (askedAtMillis + own.millis()) / 2;
    }
}
