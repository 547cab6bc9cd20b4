package dev.whiteboard.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is wrong with one direction of a {@link TcpProxy}: it tells the bytes when they may go on. */
final class ProxyFault {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean hung;
    private long delayNanos;
    private int bytesPerSecond = Integer.MAX_VALUE;

    void pass() {
        change(false, 0, Integer.MAX_VALUE);
    }

    void delay(Duration by) {
        change(false, by.toNanos(), Integer.MAX_VALUE);
    }

    void hang() {
        change(true, 0, Integer.MAX_VALUE);
    }

    void trickle(int rate) {
        change(false, 0, rate);
    }

    private void change(boolean hang, long delay, int rate) {
        lock.lock();
        try {
            hung = hang;
            delayNanos = delay;
            bytesPerSecond = rate;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until bytes that came at that time may go on, and says how many of them at once. */
    int awaitTurn(long arrivedNanos, int length) throws InterruptedException {
        lock.lock();
        try {
            long begun = System.nanoTime();
            while (true) {
                long due = bytesPerSecond < Integer.MAX_VALUE
                        ? begun + TimeUnit.SECONDS.toNanos(1) / Math.max(1, bytesPerSecond)
                        : arrivedNanos + delayNanos;
                long wait = hung ? Long.MAX_VALUE : due - System.nanoTime();
                if (wait <= 0) {
                    return bytesPerSecond < Integer.MAX_VALUE ? 1 : length;
                }
                changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }
}
