package dev.whiteboard.drills.limiter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the rate limiter publishes: how often a client may pass in a window, with and without Redis.
 *
 * <p>
 * A token bucket admits a burst and its rate. While Redis is away each gateway counts by itself, from a full bucket, and
 * Redis goes on from where it was, or from nothing, when it is back: a burst more at either end of a fault.
 */
final class Allowance {
    private static final int BURSTS_A_FAULT = 2;
    /** How long after its end a fault may still show. */
    static final long ECHO = 2_000_000_000L;

    private final long burst;
    private final double perSecond;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    private record Fault(long begin, long end) {
        boolean touches(long from, long to) {
            return begin <= to && from <= end + ECHO;
        }
    }

    Allowance(long requests, long windowSeconds) {
        this.burst = requests;
        this.perSecond = (double) requests / windowSeconds;
    }

    double perSecond() {
        return perSecond;
    }

    /** A time during which Redis did not decide, by the client's monotonic clock. */
    void fault(long begin, long end) {
        faults.add(new Fault(begin, end));
    }

    /** A time during which the gateway said that it decided by itself; nothing new if a fault was the reason. */
    void byItself(long begin, long end) {
        if (faults.stream().noneMatch(fault -> fault.touches(begin, end))) {
            fault(begin, end);
        }
    }

    /** The most that may pass between two instants. */
    double between(long from, long to) {
        long touched = faults.stream().filter(fault -> fault.touches(from, to)).count();
        return burst * (1 + BURSTS_A_FAULT * touched) + perSecond * (to - from) / 1e9;
    }
}
