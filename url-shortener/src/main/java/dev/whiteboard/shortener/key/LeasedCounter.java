package dev.whiteboard.shortener.key;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Numbers that no other node draws: leases blocks of a shared counter, hands them out one by one and leases the next block when half of the present one is
 * gone, so that a caller waits for the database only if a block is used up faster than the next arrives. A crash wastes what is left of two blocks; nothing
 * is ever handed back.
 */
final class LeasedCounter {
    private final LongSupplier lease;
    private final int blockSize;
    private final Duration patience;
    private final ExecutorService leasing;
    private final ReentrantLock lock = new ReentrantLock();

    private long next;
    private long end;
    private CompletableFuture<Long> following;

    /**
     * @param lease takes {@code blockSize} numbers from the shared counter and answers the first; runs on {@code leasing}, never inside a caller's transaction
     */
    LeasedCounter(LongSupplier lease, int blockSize, Duration patience, ExecutorService leasing) {
        this.lease = lease;
        this.blockSize = blockSize;
        this.patience = patience;
        this.leasing = leasing;
        this.following = new CompletableFuture<>();
        this.following.completeExceptionally(new IllegalStateException("nothing leased yet"));
    }

    /** @throws KeysUnavailable if no block could be leased in time */
    long next() {
        enter();
        try {
            if (next == end) {
                next = await(pending());
                end = next + blockSize;
                following = new CompletableFuture<>();
                following.cancel(false);
            }
            if (end - next == blockSize / 2) {
                pending();
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        try {
            if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeysUnavailable(new TimeoutException("too many callers wait for a block"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailable(e);
        }
    }

    /** The lease under way or made; a failed one is tried again. */
    private CompletableFuture<Long> pending() {
        if (following.isCompletedExceptionally()) {
            following = CompletableFuture.supplyAsync(lease::getAsLong, leasing);
        }
        return following;
    }

    private long await(CompletableFuture<Long> block) {
        try {
            return block.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KeysUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailable(e);
        }
    }
}
