package dev.whiteboard.drills;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for a condition, in bounds. */
public final class Await {
    private Await() {}

    /** A condition to wait for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Waits until the condition holds; false when the time ran out first. */
    public static boolean until(Duration most, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }
}
