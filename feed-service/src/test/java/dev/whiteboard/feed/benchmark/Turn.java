package dev.whiteboard.feed.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** What came out of some seconds of the same work on some threads; times in milliseconds. Errors end the run. */
record Turn(double perSecond, double p50, double p99) {
    /** Some work. */
    interface Work {
        void once() throws Exception;
    }

    static Turn run(int threads, Duration length, Work work) throws Exception {
        var times = new ConcurrentLinkedQueue<long[]>();
        long end = System.nanoTime() + length.toNanos();
        long begun = System.nanoTime();
        var done = new AtomicLong();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> all = new ArrayList<>();
            Callable<Void> loop = () -> {
                long[] mine = new long[1_000_000];
                int count = 0;
                while (System.nanoTime() < end && count < mine.length) {
                    long before = System.nanoTime();
                    work.once();
                    mine[count++] = System.nanoTime() - before;
                }
                done.addAndGet(count);
                times.add(Arrays.copyOf(mine, count));
                return null;
            };
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(loop));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        long[] sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Turn(done.get() / seconds, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 1e6;
    }
}
