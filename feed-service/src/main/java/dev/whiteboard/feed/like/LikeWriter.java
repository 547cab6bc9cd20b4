package dev.whiteboard.feed.like;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes likes for all who wait at the moment: group commit, one level above the database's own. A tweet that everybody
 * likes at once has one row with its count; a transaction for each like would queue on that row, one commit after the
 * other, and a counter that is only in memory would lie after a crash. Here the wishes that came while the last batch was
 * being committed are the next batch. So set and count change together and are acknowledged when they are durable, and the
 * more likes there are, the less each costs.
 */
@Component
class LikeWriter implements SmartLifecycle {
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 2_000;

    private final LikeStore store;
    private final BlockingQueue<Wish> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Deque<Wish> postponed = new ArrayDeque<>();
    private volatile Thread writer = Thread.currentThread();
    private volatile boolean running;

    LikeWriter(LikeStore store) {
        this.store = store;
    }

    void submit(Wish wish) {
        if (!running || !waiting.offer(wish)) {
            wish.done().completeExceptionally(new RejectedExecutionException("too many likes wait"));
        }
    }

    @Override
    public void start() {
        running = true;
        writer = Thread.ofPlatform().name("likes").daemon().start(this::write);
    }

    @Override
    public void stop() {
        running = false;
        writer.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write() {
        try {
            while (running) {
                List<Wish> batch = next();
                if (!batch.isEmpty()) {
                    write(batch);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        waiting.drainTo(postponed);
        postponed.forEach(wish -> wish.done().completeExceptionally(new RejectedExecutionException("going down")));
    }

    private void write(List<Wish> batch) {
        try {
            store.apply(batch);
            batch.forEach(wish -> wish.done().complete(null));
        } catch (RuntimeException e) {
            batch.forEach(wish -> wish.done().completeExceptionally(e));
        }
    }

    /** What waits, each pair once. */
    private List<Wish> next() throws InterruptedException {
        List<Wish> candidates = new ArrayList<>(postponed);
        postponed.clear();
        if (candidates.isEmpty()) {
            Wish first = waiting.poll(1, TimeUnit.SECONDS);
            if (first == null) {
                return List.of();
            }
            candidates.add(first);
        }
        waiting.drainTo(candidates, Math.max(0, MOST_AT_ONCE - candidates.size()));
        Set<Wish.Pair> pairs = new HashSet<>();
        List<Wish> batch = new ArrayList<>(candidates.size());
        for (Wish wish : candidates) {
            if (pairs.add(wish.pair())) {
                batch.add(wish);
            } else {
                postponed.add(wish);
            }
        }
        return batch;
    }
}
