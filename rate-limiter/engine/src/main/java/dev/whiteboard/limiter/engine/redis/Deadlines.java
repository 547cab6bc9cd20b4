package dev.whiteboard.limiter.engine.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Fails what is not done in time. All calls have the same time, so the oldest is always first in line: a queue and one
 * thread that looks at its head do what a timer wheel or a heap would do for more.
 */
final class Deadlines implements AutoCloseable {
    @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace to be wrong about
    private static final TimeoutException LATE = new TimeoutException("Redis did not answer in time") {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    };
    private static final long TICK = 1_000_000;

    private record Pending(CompletableFuture<?> future, long deadline) {}

    private final ConcurrentLinkedQueue<Pending> line = new ConcurrentLinkedQueue<>();
    private final long allowed;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    Deadlines(Duration allowed) {
        this.allowed = allowed.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("rate-limiter-deadlines").start(this::run);
    }

    void watch(CompletableFuture<?> future) {
        line.add(new Pending(future, System.nanoTime() + allowed));
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            Pending first = line.peek();
            if (first == null) {
                idle = true;
                if (line.isEmpty()) {
                    LockSupport.park(this);
                }
                idle = false;
            } else if (first.future.isDone()) {
                line.poll();
            } else if (first.deadline - System.nanoTime() <= 0) {
                line.poll();
                first.future.completeExceptionally(LATE);
            } else {
                LockSupport.parkNanos(this, Math.clamp(first.deadline - System.nanoTime(), 1, TICK));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
