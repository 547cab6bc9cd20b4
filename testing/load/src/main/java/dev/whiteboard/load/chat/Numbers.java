package dev.whiteboard.load.chat;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers of messages, each given once in a run. */
final class Numbers {
    private static final AtomicLong LAST = new AtomicLong();

    private Numbers() {}

    static long next() {
        return LAST.incrementAndGet();
    }

    /** The first of that many numbers in a row. */
    static long next(int count) {
        return LAST.getAndAdd(count) + 1;
    }
}
