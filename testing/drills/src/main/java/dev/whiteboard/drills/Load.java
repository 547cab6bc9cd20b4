package dev.whiteboard.drills;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Open-loop load: requests start at their planned instant whether or not earlier ones have returned, and latency
 * counts from that instant, so that a stalled server cannot hide its stall (coordinated omission).
 */
public final class Load implements AutoCloseable {
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double WARM_P99_MS = 100;
    private static final Duration WARM_BY = Duration.ofSeconds(120);

    private final int rate;
    private final Request request;
    private final AtomicLong started = new AtomicLong();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private Stretch stretch = new Stretch("warm-up");
    private volatile boolean over;
    private final Thread pacer;

    /** One request of the load; returns false when the client was not served. */
    @FunctionalInterface
    public interface Request {
        boolean send(long number) throws InterruptedException;
    }

    /** Latencies (µs from the planned start) and failures of one stretch of the drill. */
    public static final class Stretch {
        private final String name;
        private final ConcurrentHistogram latency = new ConcurrentHistogram(60_000_000L, 3);
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong underway = new AtomicLong();

        Stretch(String name) {
            this.name = name;
        }

        /** Requests that were not served. */
        public long failed() {
            return failed.get();
        }

        /** Requests that came to an end. */
        public long total() {
            return latency.getTotalCount();
        }

        /** 99th percentile in milliseconds. */
        public double p99() {
            return latency.getValueAtPercentile(99) / 1000.0;
        }

        @Override
        public String toString() {
            return String.format("%-28s %6d requests  %5d not served  p50 %7.1f ms  p99 %7.1f ms", name, total(),
                    failed(), latency.getValueAtPercentile(50) / 1000.0, p99());
        }
    }

    /** Starts at once; runs until closed. */
    public Load(int rate, Request request) {
        this.rate = rate;
        this.request = request;
        this.pacer = Thread.ofPlatform().name("load").start(this::pace);
    }

    /** From now on requests are counted under a new name. Those before have ended, so that what breaks next is not put down to them. */
    public Stretch enter(String name) throws InterruptedException {
        Stretch next = new Stretch(name);
        Stretch last = replace(next);
        Await.until(PATIENCE, () -> last.underway.get() == 0);
        return next;
    }

    private synchronized Stretch replace(Stretch next) {
        Stretch last = stretch;
        stretch = next;
        return last;
    }

    private synchronized Stretch begin() {
        stretch.underway.incrementAndGet();
        return stretch;
    }

    /** Lets the load run for a while. */
    public void run(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }

    /** Runs the load for a while under a new name and returns its figures. */
    public Stretch during(String name, Duration length) throws InterruptedException {
        Stretch current = enter(name);
        run(length);
        return current;
    }

    /**
     * Lets the load run for such turns until everybody is served in one of them, and soon: a drill is not about the first
     * minute of a platform that was never started before. After two minutes it begins anyway.
     */
    public void warmUp(Duration turn) throws InterruptedException {
        long begun = System.nanoTime();
        Stretch last;
        do {
            last = during("warm-up", turn);
        } while ((last.failed() > 0 || last.p99() > WARM_P99_MS) && System.nanoTime() - begun < WARM_BY.toNanos());
    }

    private void pace() {
        long begin = System.nanoTime();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!over) {
                long number = started.getAndIncrement();
                long planned = begin + number * 1_000_000_000L / rate;
                while (System.nanoTime() < planned && !over) {
                    LockSupport.parkNanos(planned - System.nanoTime());
                }
                places.acquireUninterruptibly();
                Stretch current = begin();
                requests.execute(() -> send(number, planned, current));
            }
        }
    }

    private void send(long number, long planned, Stretch current) {
        try {
            if (!request.send(number)) {
                current.failed.incrementAndGet();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            current.latency.recordValue(Math.min((System.nanoTime() - planned) / 1_000, 60_000_000L));
            current.underway.decrementAndGet();
        }
    }

    /** Sends no more and waits for what is under way. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        pacer.join();
    }
}
