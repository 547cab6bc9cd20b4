package dev.whiteboard.local.launcher.terminal;

import java.time.Duration;

/** Amounts as people read them. */
public final class Amount {

    private Amount() {}

    /** {@code 850 ms}, {@code 4.2 s}, {@code 3 min}, {@code 2 h 5 min}. */
    public static String of(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 100) {
            return "%.1f s".formatted(time.toMillis() / 1000.0);
        }
        if (time.toMinutes() < 100) {
            return time.toMinutes() + " min";
        }
        return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }

    /** {@code 312 MB}. */
    public static String ofBytes(long bytes) {
        return "%d MB".formatted((bytes + (1 << 19)) >> 20);
    }
}
