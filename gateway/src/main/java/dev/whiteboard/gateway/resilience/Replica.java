package dev.whiteboard.gateway.resilience;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * One address of an upstream: how many calls it is working on, and whether to trust it with another. Its breaker judges
 * by the share of failures; besides, a replica that refused a connection is passed over for a moment while there are
 * others, because a process that has just died will refuse the next one too.
 */
public final class Replica {
    private static final Duration PASSED_OVER = Duration.ofSeconds(1);

    private final URI address;
    private final CircuitBreaker breaker;
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile long avoidedUntil = System.nanoTime();

    Replica(URI address, CircuitBreaker breaker) {
        this.address = address;
        this.breaker = breaker;
    }

    public URI address() {
        return address;
    }

    public String state() {
        return breaker.getState().name();
    }

    int outstanding() {
        return outstanding.get();
    }

    boolean avoided() {
        return avoidedUntil - System.nanoTime() > 0;
    }

    boolean tryBegin() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        outstanding.incrementAndGet();
        return true;
    }

    public void succeeded(long startedNanos) {
        outstanding.decrementAndGet();
        breaker.onSuccess(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
    }

    /** The replica has taken a call that lasts; {@link #left} ends it. */
    void agreed(long startedNanos) {
        breaker.onSuccess(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
    }

    void left() {
        outstanding.decrementAndGet();
    }

    public void failed(long startedNanos, Throwable error) {
        Failure failure = Failure.of(error);
        if (!failure.blamesReplica()) {
            abandoned();
            return;
        }
        if (failure != Failure.TIMED_OUT) {
            avoidedUntil = System.nanoTime() + PASSED_OVER.toNanos();
        }
        outstanding.decrementAndGet();
        breaker.onError(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS, error);
    }

    /** The call ended without telling anything about the replica: its client went away. */
    public void abandoned() {
        outstanding.decrementAndGet();
        breaker.releasePermission();
    }
}
