package dev.whiteboard.limiter.engine.algorithm;

/**
 * A count that starts anew at every multiple of the window's length since 1970.
 *
 * <p>
 * At most {@code requests} pass in each aligned window, hence at most twice as many in any window of that length: half
 * just before the border, half just after. Script: fixed_window.lua.
 */
public record FixedWindow(Quota quota) implements Algorithm {
    @Override
    public String name() {
        return "fixed_window";
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
        long left = look.x() + quota.micros() - look.now();
        return new Standing(Math.max(0, quota.requests() - look.y()), look.y() == 0 ? 0 : left, look.fits() ? 0 : left,
                0);
    }

    @Override
    public Algorithm split(int parts) {
        return new FixedWindow(quota.split(parts));
    }
}
