package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a node's memory lacks, many keys at a time: what is asked for while a read is under way goes into the next,
 * so a thousand misses cost a few dozen round trips, and a single one is read at once.
 *
 * <p>
 * One reader works as long as it keeps up. Another one joins it (up to as many as there are connections) when a batch is
 * waiting already, or when somebody has waited for a while, behind a read that hangs. Nobody waits longer than the given
 * patience for a reader, and no more than a bounded number waits at all: the answer is then that it cannot be found out.
 */
final class TargetLoads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLoads.class);
    private static final int MOST_AT_ONCE = 128;
    private static final int WORTH_ANOTHER_READER = 64;
    private static final int MOST_WAITING = 1 << 16;
    private static final Duration LOOK = Duration.ofMillis(25);

    private final SharedCache shared;
    private final TargetStore store;
    private final Executor threads;
    private final Ticker ticker;
    private final int mostReaders;
    private final long patience;
    private final Queue<Load> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicInteger readers = new AtomicInteger();
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("redirect-loads").daemon().factory());

    TargetLoads(RedirectProperties properties, SharedCache shared, TargetStore store, Executor threads,
            Ticker ticker) {
        this.shared = shared;
        this.store = store;
        this.threads = threads;
        this.ticker = ticker;
        this.mostReaders = properties.databaseConnections();
        this.patience = properties.databasePatience().toNanos();
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What the key stands for; null if that cannot be found out. */
    CompletableFuture<@Nullable Target> load(String shortKey) {
        var load = new Load(shortKey, ticker.read());
        if (length.get() >= MOST_WAITING) {
            load.target.complete(null);
            return load.target;
        }
        waiting.add(load);
        length.incrementAndGet();
        join(1 + length.get() / WORTH_ANOTHER_READER);
        return load.target;
    }

    /**
     * What the key stands for, read at once and past Redis, which is told; then all nodes are. Redis answers in order, so
     * whoever forgets the key and loads it again finds there what was read here.
     *
     * @throws TargetStore.Overloaded if it cannot be read now
     */
    Target refresh(String shortKey) {
        Target target = store.find(Set.of(shortKey)).getOrDefault(shortKey, new Target.Missing());
        shared.offer(Map.of(shortKey, target));
        shared.announce(shortKey, target.version());
        return target;
    }

    private void join(int wanted) {
        for (int present = readers.get(); present < Math.min(wanted, mostReaders); present = readers.get()) {
            if (readers.compareAndSet(present, present + 1)) {
                threads.execute(this::read);
                return;
            }
        }
    }

    private void read() {
        try {
            for (List<Load> batch = take(); !batch.isEmpty(); batch = take()) {
                read(batch);
            }
        } finally {
            readers.decrementAndGet();
        }
        if (!waiting.isEmpty()) {
            join(1);
        }
    }

    private List<Load> take() {
        List<Load> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE) {
            Load load = waiting.poll();
            if (load == null) {
                break;
            }
            batch.add(load);
        }
        length.addAndGet(-batch.size());
        return batch;
    }

    /** Whatever happens, everybody in the batch gets an answer. */
    private void read(List<Load> batch) {
        try {
            Set<String> keys = HashSet.newHashSet(batch.size());
            batch.forEach(load -> keys.add(load.shortKey));
            Map<String, Target> found = new HashMap<>(shared.get(keys));
            keys.removeAll(found.keySet());
            if (!keys.isEmpty()) {
                found.putAll(fromStore(keys));
            }
            batch.forEach(load -> load.target.complete(found.get(load.shortKey)));
        } catch (RuntimeException | Error e) {
            batch.forEach(load -> load.target.complete(null));
            LOG.warn("{} links could not be looked up: {}", batch.size(), e.toString());
        }
    }

    private Map<String, Target> fromStore(Set<String> keys) {
        Map<String, Target> found;
        try {
            found = store.find(keys);
        } catch (TargetStore.Overloaded e) {
            LOG.debug("{} links were not looked up", keys.size(), e);
            return Map.of();
        }
        for (String key : keys) {
            found.putIfAbsent(key, new Target.Missing());
        }
        shared.offer(found);
        return found;
    }

    /** Sends another reader past one that hangs, and sends home who has waited too long. */
    private void look() {
        Load oldest = waiting.peek();
        if (oldest == null) {
            return;
        }
        join(readers.get() + 1);
        for (; oldest != null && ticker.read() - oldest.since > patience; oldest = waiting.peek()) {
            if (waiting.remove(oldest)) {
                length.decrementAndGet();
                oldest.target.complete(null);
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** One key that somebody waits for. */
    private static final class Load {
        private final String shortKey;
        private final long since;
        private final CompletableFuture<@Nullable Target> target = new CompletableFuture<>();

        Load(String shortKey, long since) {
            this.shortKey = shortKey;
            this.since = since;
        }
    }
}
