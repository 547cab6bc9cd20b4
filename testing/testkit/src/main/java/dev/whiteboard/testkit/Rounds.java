package dev.whiteboard.testkit;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the rounds that the test on this thread ran, for the record of its promise. */
final class Rounds {

    private static final ThreadLocal<AtomicLong> COUNTED = ThreadLocal.withInitial(AtomicLong::new);

    private Rounds() {}

    static void count(long rounds) {
        COUNTED.get().addAndGet(rounds);
    }

    /** What was counted since the last call; a test that counts nothing ran once. */
    static long take() {
        return Math.max(1, COUNTED.get().getAndSet(0));
    }

    static void reset() {
        COUNTED.get().set(0);
    }
}
