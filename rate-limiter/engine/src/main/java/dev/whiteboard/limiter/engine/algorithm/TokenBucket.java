package dev.whiteboard.limiter.engine.algorithm;

/**
 * A bucket of {@code burst} tokens that gains the quota evenly; each request takes its cost.
 *
 * <p>
 * In every window of length t, at most {@code burst + requests / window * t} pass; and a caller that never asks for more
 * than the refill is never refused. Script: token_bucket.lua.
 */
public record TokenBucket(Quota quota, long burst) implements Algorithm {
    public TokenBucket {
        Schedule.check(quota, burst);
    }

    public TokenBucket(Quota quota) {
        this(quota, quota.requests());
    }

    @Override
    public String name() {
        return "token_bucket";
    }

    @Override
    public long capacity() {
        return burst;
    }

    @Override
    public long[] parameters(long cost) {
        return new Schedule(quota, burst).parameters(cost);
    }

    @Override
    public Standing standing(Look look, long cost) {
        return new Schedule(quota, burst).standing(look, cost, 0);
    }

    @Override
    public Algorithm split(int parts) {
        return new TokenBucket(quota.split(parts), Math.max(1, burst / parts));
    }
}
