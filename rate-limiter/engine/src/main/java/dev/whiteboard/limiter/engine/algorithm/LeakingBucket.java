package dev.whiteboard.limiter.engine.algorithm;

/**
 * A queue of {@code burst} requests that leaks the quota at an even pace; what finds it full is refused.
 *
 * <p>
 * An admitted request learns its {@linkplain Standing#delay() delay}. Whoever waits that long sends on at most
 * {@code requests / window * t + 1} requests in every window of length t: the outflow has no bursts at all. Whoever does
 * not wait has a token bucket. Script: leaking_bucket.lua.
 */
public record LeakingBucket(Quota quota, long burst) implements Algorithm {
    public LeakingBucket {
        Schedule.check(quota, burst);
    }

    public LeakingBucket(Quota quota) {
        this(quota, quota.requests());
    }

    @Override
    public String name() {
        return "leaking_bucket";
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
        return new Schedule(quota, burst).standing(look, cost, look.fits() ? look.z() : 0);
    }

    @Override
    public Algorithm split(int parts) {
        return new LeakingBucket(quota.split(parts), Math.max(1, burst / parts));
    }
}
