package dev.whiteboard.gateway.resilience;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how much load retries may add: every call pays in a fifth of a retry, every retry takes a whole one out, and at
 * most a hundred are saved up. So an upstream that fails outright sees at most 20 % more calls than clients make, however
 * many calls fail, while a short hiccup is ridden out in full. (Finagle's RetryBudget is the model.)
 */
public final class RetryBudget {
    private static final long RETRY = 1000;
    private static final long DEPOSIT = RETRY / 5;
    private static final long FULL = 100 * RETRY;

    private final AtomicLong balance = new AtomicLong(FULL);

    public void deposit() {
        if (balance.get() < FULL) {
            balance.addAndGet(DEPOSIT);
        }
    }

    /** Takes one retry out, if there is one. */
    public boolean withdraw() {
        while (true) {
            long current = balance.get();
            if (current < RETRY) {
                return false;
            }
            if (balance.compareAndSet(current, current - RETRY)) {
                return true;
            }
        }
    }
}
