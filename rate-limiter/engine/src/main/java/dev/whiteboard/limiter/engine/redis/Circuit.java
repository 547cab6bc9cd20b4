package dev.whiteboard.limiter.engine.redis;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops asking Redis after a row of failures. Requests never try it out again: only the heartbeat, which nobody waits for,
 * closes it.
 */
final class Circuit {
    private final int tolerated;
    private final AtomicInteger row = new AtomicInteger();
    private volatile boolean open = true;

    /** Open at first: nothing has been heard of Redis yet. */
    Circuit(int tolerated) {
        this.tolerated = tolerated;
    }

    boolean isOpen() {
        return open;
    }

    void succeeded() {
        if (row.get() != 0) {
            row.set(0);
        }
    }

    void failed() {
        if (row.incrementAndGet() >= tolerated) {
            open = true;
        }
    }

    void open() {
        open = true;
    }

    void close() {
        row.set(0);
        open = false;
    }
}
