package dev.whiteboard.limiter.engine.algorithm;

/**
 * The time of every admitted request, as long as it matters.
 *
 * <p>
 * At most {@code requests} pass in any window whatsoever, and nothing is refused that would not break this. Costs memory
 * for each request, so the limit is at most {@value #MOST_ENTRIES}. Script: sliding_window_log.lua.
 */
public record SlidingWindowLog(Quota quota) implements Algorithm {
    public static final long MOST_ENTRIES = 100_000;

    public SlidingWindowLog {
        if (quota.requests() > MOST_ENTRIES) {
            throw new IllegalArgumentException("a sliding window log remembers at most " + MOST_ENTRIES + " requests");
        }
    }

    @Override
    public String name() {
        return "sliding_window_log";
    }

    @Override
    public long capacity() {
        return quota.requests();
    }

    @Override
    public long[] parameters(long cost) {
        return new long[]{quota.requests(), quota.micros(), 0, 0, 0, 0};
    }

    @Override
    public Standing standing(Look look, long cost) {
        return new Standing(Math.max(0, quota.requests() - look.x()), look.y() - look.now(),
                look.fits() ? 0 : Math.max(1, look.z() - look.now()), 0);
    }

    @Override
    public Algorithm split(int parts) {
        return new SlidingWindowLog(quota.split(parts));
    }
}
