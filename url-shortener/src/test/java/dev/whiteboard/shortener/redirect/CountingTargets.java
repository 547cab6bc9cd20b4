package dev.whiteboard.shortener.redirect;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A table in memory that counts who asks, and takes its time if told to. */
final class CountingTargets implements TargetStore {
    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    final AtomicInteger batches = new AtomicInteger();
    private final Map<String, Target> rows = new ConcurrentHashMap<>();
    volatile boolean slow;
    volatile boolean fails;
    volatile Runnable afterRead = () -> {};

    void put(String key, Target target) {
        rows.put(key, target);
    }

    @Override
    public Map<String, Target> find(Collection<String> shortKeys) {
        Map<String, Target> found = new HashMap<>();
        for (String shortKey : shortKeys) {
            asked.computeIfAbsent(shortKey, _ -> new AtomicInteger()).incrementAndGet();
            Target row = rows.get(shortKey);
            if (row != null) {
                found.put(shortKey, row);
            }
        }
        batches.incrementAndGet();
        if (fails) {
            throw new Overloaded(new IllegalStateException("as told"));
        }
        if (slow) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        afterRead.run();
        return found;
    }

    @Override
    public List<Change> changesOfTheLast(Duration time) {
        return List.of();
    }
}
