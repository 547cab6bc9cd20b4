package dev.whiteboard.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs something at the same moment on several threads: each spins until all are there. A barrier that parks its threads
 * would wake them one after the other, by more than most races last.
 *
 * <p>
 * {@code Race.of(8).run(() -> claim(alias))} returns the eight results.
 */
public final class Race {

    private static final int LIMIT_SECONDS = 60;

    private final int threads;

    private Race(int threads) {
        this.threads = threads;
    }

    public static Race of(int threads) {
        return new Race(threads);
    }

    /** What a contestant does; it is told which one it is, from 0. */
    public interface Contestant<T> {
        T run(int number) throws Exception;
    }

    public <T> List<T> run(Callable<T> attempt) {
        return run((int number) -> attempt.call());
    }

    /** Returns what each contestant returned, by number. An exception of one of them is thrown; refusals should be values. */
    @SuppressWarnings("ThreadPriorityCheck") // Contestants outnumber processors: who waits has to let the others come.
    public <T> List<T> run(Contestant<T> contestant) {
        var missing = new AtomicInteger(threads);
        try (var executor = Executors
                .newThreadPerTaskExecutor(Thread.ofPlatform().name("race-", 0).daemon().factory())) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(executor.submit(() -> {
                    missing.decrementAndGet();
                    while (missing.get() > 0) {
                        Thread.yield();
                    }
                    return contestant.run(number);
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    private static Throwable origin(Throwable failure) {
        Throwable origin = failure;
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        return origin;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("A contestant failed: " + origin(e), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("A contestant did not finish within %d s".formatted(LIMIT_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
