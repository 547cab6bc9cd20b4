package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** What became of one round's sends; written by the producer's thread, awaited by the relay's. */
final class RoundSends {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final List<OutboxRow> acknowledged = new ArrayList<>();
    private final Set<String> failedTopics = new HashSet<>();
    private int open;

    void handedOver() {
        lock.lock();
        try {
            open++;
        } finally {
            lock.unlock();
        }
    }

    void settled(OutboxRow row, @Nullable Exception failure) {
        lock.lock();
        try {
            open--;
            if (failure == null) {
                acknowledged.add(row);
            } else {
                failedTopics.add(row.event().topic());
            }
            settled.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean hasFailed(String topic) {
        lock.lock();
        try {
            return failedTopics.contains(topic);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything handed over is acknowledged or has failed; false if that takes longer than {@code bound}. */
    boolean await(Duration bound) throws InterruptedException {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (open > 0 && left > 0) {
                left = settled.awaitNanos(left);
            }
            return open == 0;
        } finally {
            lock.unlock();
        }
    }

    Result result() {
        lock.lock();
        try {
            return new Result(List.copyOf(acknowledged), Set.copyOf(failedTopics));
        } finally {
            lock.unlock();
        }
    }

    /**
     * How a round ended.
     *
     * @param acknowledged what the broker has for good
     * @param failedTopics topics of which at least one event was not taken
     */
    record Result(
            List<OutboxRow> acknowledged,
            Set<String> failedTopics) {}
}
