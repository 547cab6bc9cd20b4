package dev.whiteboard.shortener.redirect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A table in memory that counts who asks, and takes its time if told to. */
final class CountingTargets implements TargetStore {
    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Target> rows = new ConcurrentHashMap<>();
    volatile boolean slow;
    volatile boolean fails;
    volatile Runnable afterRead = () -> {};

    void put(String key, Target target) {
        rows.put(key, target);
    }

    @Override
    public Optional<Target> find(String shortKey) {
        asked.computeIfAbsent(shortKey, _ -> new AtomicInteger()).incrementAndGet();
        if (fails) {
            throw new Overloaded(new IllegalStateException("as told"));
        }
        Optional<Target> row = Optional.ofNullable(rows.get(shortKey));
        if (slow) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        afterRead.run();
        return row;
    }

    @Override
    public List<Change> changesOfTheLast(Duration time) {
        return List.of();
    }
}
