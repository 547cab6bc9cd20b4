package dev.whiteboard.chat.socket;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How many connections a node takes a second. When a node restarts everybody comes back at once; those over the limit are
 * told to come later, each at another time, so that the second wave is not as steep as the first.
 */
final class Admission {
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final int perSecond;
    private final LongSupplier nanos;
    private double tokens;
    private long last;
    private long turnedAway;

    Admission(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.tokens = perSecond;
        this.last = nanos.getAsLong();
    }

    /** @return 0 to come in, else the number of seconds to wait */
    synchronized int ask() {
        long now = nanos.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - last) / (double) SECOND * perSecond);
        last = now;
        if (tokens >= 1) {
            tokens--;
            turnedAway = Math.max(0, turnedAway - 1);
            return 0;
        }
        turnedAway++;
        int spread = (int) Math.min(LONGEST_WAIT_SECONDS, 2 + 2 * turnedAway / perSecond);
        return 1 + ThreadLocalRandom.current().nextInt(spread);
    }
}
