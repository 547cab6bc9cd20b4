package dev.whiteboard.shortener.click;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.shortener.click.spool.Spool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes clicks from the event loop without making it wait, and has them in the spool within the flush interval: that
 * much a {@code kill -9} costs, not more. What finds no room, in memory or on disk, is dropped and counted.
 */
final class SpooledClicks implements ClickRecorder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledClicks.class);
    private static final int MOST_WAITING = 1 << 17;
    private static final int MOST_AT_ONCE = 1 << 13;
    private static final CompletableFuture<Boolean> GO_ON = CompletableFuture.completedFuture(true);

    private final BlockingQueue<Click> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Spool spool;
    private final Observer observer;
    private final InstantSource time;
    private final FlushMark flushMark;
    private final long pauseNanos;
    private final Counter recorded;
    private final Counter dropped;
    private final Thread writer;
    private final Thread forcer;
    private volatile boolean unforced;
    private volatile boolean closing;

    /** @param flushInterval the longest that an accepted click stays in memory only, as long as the disk keeps up */
    SpooledClicks(Spool spool, Observer observer, Duration flushInterval, InstantSource time, FlushMark flushMark,
            MeterRegistry meters) {
        this.spool = spool;
        this.observer = observer;
        this.time = time;
        this.flushMark = flushMark;
        this.pauseNanos = flushInterval.toNanos() / 4;
        this.recorded = meters.counter("shortener.clicks.recorded");
        this.dropped = meters.counter("shortener.clicks.dropped");
        Gauge.builder("shortener.clicks.spool.bytes", spool, Spool::bytes).baseUnit("bytes").register(meters);
        this.writer = Thread.ofPlatform().name("click-spool").daemon().start(this::write);
        this.forcer = Thread.ofPlatform().name("click-force").daemon().start(this::force);
    }

    @Override
    public CompletableFuture<Boolean> record(Click click) {
        if (!waiting.offer(click)) {
            dropped.increment();
        }
        return GO_ON;
    }

    private void write() {
        List<Click> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!closing || !waiting.isEmpty()) {
            long begun = time.millis();
            if (waiting.drainTo(batch, MOST_AT_ONCE) > 0) {
                store(batch);
            }
            if (batch.size() < MOST_AT_ONCE) {
                flushMark.set(begun);
            }
            batch.clear();
            if (waiting.size() < MOST_AT_ONCE && !closing) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
    }

    private void store(List<Click> batch) {
        try {
            int stored = spool.append(batch.stream().map(this::bytes).toList());
            CrashPoint.reached("clicks.spooled");
            unforced = true;
            recorded.increment(stored);
            dropped.increment((double) batch.size() - stored);
        } catch (RuntimeException e) {
            dropped.increment(batch.size());
            LOG.error("{} clicks could not be written to the spool", batch.size(), e);
        }
    }

    /** The disk may take its time: meanwhile clicks are appended, and survive a kill of the process. */
    private void force() {
        while (!closing) {
            LockSupport.parkNanos(pauseNanos);
            if (unforced) {
                unforced = false;
                try {
                    spool.force();
                } catch (RuntimeException e) {
                    LOG.error("the spool could not be forced to the disk", e);
                }
            }
        }
    }

    private byte[] bytes(Click click) {
        return new SpooledClick(observer.observe(click), click.traceparent()).bytes();
    }

    /** Returns when everything that was recorded is in the spool. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join(Duration.ofSeconds(5));
            forcer.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
