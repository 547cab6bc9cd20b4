package dev.whiteboard.limiter.engine.algorithm;

/**
 * The arithmetic of both buckets: an instant with a fraction, moved by a fraction for each request.
 *
 * <p>
 * One request is worth {@code window / limit} microseconds, in general no whole number. {@code n} requests are kept as
 * {@code whole} microseconds plus {@code rem / limit} of one. Products pass 64 bits and are taken in 128.
 */
final class Schedule {
    private final long limit;
    private final long window;
    private final long burst;

    Schedule(Quota quota, long burst) {
        this.limit = quota.requests();
        this.window = quota.micros();
        this.burst = burst;
    }

    /** Refuses what could not be kept exact. */
    static void check(Quota quota, long burst) {
        if (burst < 1 || burst > Quota.MOST_REQUESTS) {
            throw new IllegalArgumentException("burst must be between 1 and " + Quota.MOST_REQUESTS);
        }
        if (Wide.exceeds(burst, quota.micros(), quota.requests(), Algorithm.LONGEST_REFILL.toSeconds() * 1_000_000)) {
            throw new IllegalArgumentException("burst would take more than 366 days to refill");
        }
    }

    long[] parameters(long cost) {
        return new long[]{limit, window, Wide.divide(cost, window, limit), Wide.remainder(cost, window, limit),
            Wide.divide(burst, window, limit), Wide.remainder(burst, window, limit)};
    }

    /** The state is an instant {@code whole + rem / limit}; the distance from now to it is what is in use. */
    Standing standing(Look look, long cost, long delay) {
        long ahead = look.x() - look.now();
        // In requests: used = (ahead + rem / limit) * limit / window, rounded up, so that remaining rounds down.
        long used = Wide.ceilRatio(ahead, limit, look.y(), window);
        long reset = ahead + (look.y() > 0 ? 1 : 0);
        return new Standing(Math.max(0, burst - used), reset, look.fits() ? 0 : wait(ahead, look.y(), cost), delay);
    }

    /** Until {@code ahead + cost - capacity} is no longer positive, rounded up. */
    private long wait(long ahead, long rem, long cost) {
        long[] p = parameters(cost);
        long whole = ahead + p[2] - p[4];
        long fraction = rem + p[3] - p[5];
        return Math.max(1, whole + Math.ceilDiv(fraction, limit));
    }
}
