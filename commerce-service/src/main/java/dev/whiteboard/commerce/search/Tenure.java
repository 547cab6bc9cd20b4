package dev.whiteboard.commerce.search;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** For how long this replica may go on: until it ends, or another one has the lease. Pauses end early when it does. */
final class Tenure {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean running;
    private boolean held;

    void run(boolean on) {
        set(() -> running = on);
    }

    void hold(boolean yes) {
        set(() -> held = yes);
    }

    private void set(Runnable fact) {
        lock.lock();
        try {
            fact.run();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this replica runs and holds the lease. */
    boolean lasts() {
        lock.lock();
        try {
            return running && held;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for so long, or until this replica is to end. */
    void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (running && left > 0) {
                left = change.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
