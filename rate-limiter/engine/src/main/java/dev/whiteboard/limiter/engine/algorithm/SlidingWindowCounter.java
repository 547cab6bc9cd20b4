package dev.whiteboard.limiter.engine.algorithm;

/**
 * Two counts: the current window's, and the previous one's weighed by how much of it the last window still covers.
 *
 * <p>
 * At most {@code requests} pass in each aligned window. In any other window of that length it is at most twice that, in
 * theory (everything at the end of one window, the rest at the end of the next), and for arrivals without such a pattern a
 * few per cent: docs/rate-limiter.md has the measured table. Script: sliding_window_counter.lua.
 */
public record SlidingWindowCounter(Quota quota) implements Algorithm {
    private static final long EXACT = 1L << 53;

    @Override
    public String name() {
        return "sliding_window_counter";
    }

    @Override
    public long capacity() {
        return quota.requests();
    }

    @Override
    public long[] parameters(long cost) {
        return new long[]{quota.requests(), quota.micros(), unit(), 0, 0, 0};
    }

    /** Microseconds per tick: as fine as exact products allow. */
    private long unit() {
        long unit = 1;
        while (quota.micros() / unit > EXACT / (2 * quota.requests())) {
            unit *= 10;
        }
        return unit;
    }

    @Override
    public Standing standing(Look look, long cost) {
        long previous = look.y();
        long current = look.z();
        long window = quota.micros();
        long elapsed = (look.now() - look.x()) / unit() * unit();
        long used = current + Wide.ceilRatio(previous, window - elapsed, 0, window);
        long reset = previous + current == 0 ? 0 : (current == 0 ? 1 : 2) * window - (look.now() - look.x());
        return new Standing(Math.max(0, quota.requests() - used), reset, look.fits() ? 0 : retry(look, cost), 0);
    }

    private long retry(Look look, long cost) {
        long room = quota.requests() - cost;
        long roomNow = room - look.z();
        long at = roomNow >= 0 && look.y() > 0
                ? look.x() + fades(look.y(), roomNow)
                : look.x() + quota.micros() + fades(look.z(), room);
        return Math.max(1, at - look.now());
    }

    /** How far into a window the previous one's {@code count} must fade to weigh no more than {@code room}. */
    private long fades(long count, long room) {
        if (count <= room) {
            return 0;
        }
        long window = quota.micros();
        return Math.ceilDiv(window - Wide.divide(room, window, count), unit()) * unit();
    }

    @Override
    public Algorithm split(int parts) {
        return new SlidingWindowCounter(quota.split(parts));
    }
}
