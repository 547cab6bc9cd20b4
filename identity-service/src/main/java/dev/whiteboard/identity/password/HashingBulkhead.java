package dev.whiteboard.identity.password;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Bounds what a flood of logins can take: at most so many hashes at once (each fills 19 MiB and keeps a core busy), at
 * most so many requests waiting, everybody else is turned away at once.
 * <p>
 * Hashes run on a few platform threads of their own. On a virtual thread one would hold its carrier for its whole 50 ms,
 * and as many hashes as there are cores would stop every other request of the service; platform threads share the cores
 * by the operating system's time slices.
 */
@Component
public class HashingBulkhead {
    private final Semaphore slots;
    private final AtomicInteger inside = new AtomicInteger();
    private final int room;
    private final Duration patience;
    private final Duration retryAfter;
    private final ExecutorService hashers;

    HashingBulkhead(HashingSettings settings) {
        this.slots = new Semaphore(settings.slots(), true);
        this.room = settings.slots() + settings.waiting();
        this.patience = settings.patience();
        this.retryAfter = settings.retryAfter();
        this.hashers = Executors.newFixedThreadPool(settings.slots(),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory());
    }

    /** Runs the work once a slot is free; refuses at once if too many wait already, and later if that takes too long. */
    public <T> T inSlot(Supplier<T> work) {
        if (inside.incrementAndGet() > room) {
            inside.decrementAndGet();
            throw overloaded();
        }
        try {
            if (!slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw overloaded();
            }
            try {
                return work.get();
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } finally {
            inside.decrementAndGet();
        }
    }

    private ProblemException overloaded() {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "too many passwords are being checked")
                .retryAfter(retryAfter)
                .asException();
    }

    /** Computes on a hashing thread; to be called from inside {@link #inSlot}, so a thread is free. */
    public <T> T compute(Supplier<T> hash) {
        try {
            return hashers.submit(hash::get).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hashing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    @PreDestroy
    void close() {
        hashers.shutdown();
    }
}
