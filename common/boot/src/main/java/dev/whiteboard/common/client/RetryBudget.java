package dev.whiteboard.common.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries from finishing off a service that is only slow: a token bucket that calls fill and retries empty.
 *
 * <p>
 * Every call earns a fraction of a retry, and the bucket holds a few of them for a bad moment. However the other side
 * behaves, the attempts of n calls are then at most {@code n · (1 + ratio)}: load grows by a tenth in an outage, where
 * "three attempts each" triples it just when the service can bear it least (see the retry budgets of Finagle and the
 * chapter on cascading failures in Google's SRE book). The bucket starts empty, so the bound holds from the first call.
 */
final class RetryBudget {
    private static final long RETRY = 1000;
    private static final long MOST = 10 * RETRY;

    private final long earned;
    private final AtomicLong balance = new AtomicLong();

    RetryBudget(double ratio) {
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException("ratio: from 0 to 1, was " + ratio);
        }
        this.earned = Math.round(ratio * RETRY);
    }

    void onCall() {
        balance.updateAndGet(tokens -> Math.min(MOST, tokens + earned));
    }

    boolean tryRetry() {
        return balance.getAndUpdate(tokens -> tokens >= RETRY ? tokens - RETRY : tokens) >= RETRY;
    }
}
