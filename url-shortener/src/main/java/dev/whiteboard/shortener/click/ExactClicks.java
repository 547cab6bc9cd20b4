package dev.whiteboard.shortener.click;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exact mode: a redirect is answered when its click is counted and that is committed, so no answer is ever without its
 * click, whatever is killed. Clicks that come while a commit is under way share the next one.
 *
 * <p>
 * The other way round there is a doubt that nobody can take away: a click whose commit was not confirmed in time is
 * refused (503), and may be counted nevertheless.
 */
final class ExactClicks implements ClickRecorder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExactClicks.class);
    private static final int MOST_WAITING = 1 << 14;
    private static final int MOST_AT_ONCE = 1_000;
    private static final long IDLE_MILLIS = 100;
    private static final CompletableFuture<Boolean> REFUSED = CompletableFuture.completedFuture(false);

    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ClickCounting counting;
    private final Observer observer;
    private final InstantSource time;
    private final FlushMark flushMark;
    private final long patienceMillis;
    private final Counter recorded;
    private final Counter refused;
    private final Thread writer;
    private volatile boolean closing;

    ExactClicks(ClickCounting counting, Observer observer, Duration patience, InstantSource time, FlushMark flushMark,
            MeterRegistry meters) {
        this.counting = counting;
        this.observer = observer;
        this.patienceMillis = patience.toMillis();
        this.time = time;
        this.flushMark = flushMark;
        this.recorded = meters.counter("shortener.clicks.recorded");
        this.refused = meters.counter("shortener.clicks.refused");
        this.writer = Thread.ofPlatform().name("click-counting").daemon().start(this::write);
    }

    @Override
    public CompletableFuture<Boolean> record(Click click) {
        var one = new Waiting(click, new CompletableFuture<>());
        if (!waiting.offer(one)) {
            refused.increment();
            return REFUSED;
        }
        return one.counted.completeOnTimeout(false, patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!closing || !waiting.isEmpty()) {
            try {
                long begun = time.millis();
                Waiting first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    count(batch);
                }
                if (batch.size() < MOST_AT_ONCE) {
                    flushMark.set(begun);
                }
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Who has been refused already is left out. */
    private void count(List<Waiting> batch) {
        batch.removeIf(one -> one.counted.isDone());
        var clicks = new ClickBatch();
        batch.forEach(one -> clicks.add(observer.observe(one.click)));
        boolean counted = count(clicks);
        (counted ? recorded : refused).increment(batch.size());
        batch.forEach(one -> one.counted.complete(counted));
    }

    private boolean count(ClickBatch clicks) {
        try {
            counting.count(clicks);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("{} redirects are refused, their clicks cannot be counted: {}", clicks.clicks().size(),
                    e.toString());
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            writer.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A click, and who waits for it. */
    private record Waiting(Click click, CompletableFuture<Boolean> counted) {}
}
