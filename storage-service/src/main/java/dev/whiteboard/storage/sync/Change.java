package dev.whiteboard.storage.sync;

import java.time.Instant;

/** One entry of a log. */
record Change(long seq, long mark, Instant at, News news) {
    Position position() {
        return new Position(seq, mark);
    }
}
