package dev.whiteboard.shortener.click;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Event ids as UUID version 7 (RFC 9562 §5.7) without a random number per click: 48 bits of time, 42 bits drawn once per
 * process, and a counter of 32 bits. Two ids are equal only if two processes drew the same 42 bits, or one counted
 * 4 billion clicks within a millisecond.
 */
public final class ClickIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long high;
    private final long low;
    private final AtomicInteger counter = new AtomicInteger();

    public ClickIds() {
        long drawn = new SecureRandom().nextLong();
        this.high = VERSION_7 | (drawn >>> 52);
        this.low = VARIANT | ((drawn & 0x3FFF_FFFFL) << 32);
    }

    public UUID next(long millis) {
        return new UUID(millis << 16 | high, low | Integer.toUnsignedLong(counter.getAndIncrement()));
    }

    static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
