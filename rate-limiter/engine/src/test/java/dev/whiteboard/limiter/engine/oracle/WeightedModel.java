package dev.whiteboard.limiter.engine.oracle;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** One count for each window there ever was, and exact fractions of the last but one. */
final class WeightedModel implements Model {
    private final long limit;
    private final long window;
    private final Map<Long, Long> counts = new HashMap<>();

    WeightedModel(long limit, long window) {
        this.limit = limit;
        this.window = window;
    }

    @Override
    public boolean admit(long now, long cost) {
        long index = now / window;
        long current = counts.getOrDefault(index, 0L);
        BigInteger previous = BigInteger.valueOf(counts.getOrDefault(index - 1, 0L));
        BigInteger weighed = previous.multiply(BigInteger.valueOf(window - now % window));
        BigInteger room = BigInteger.valueOf(limit - current - cost).multiply(BigInteger.valueOf(window));
        if (weighed.compareTo(room) > 0) {
            return false;
        }
        counts.put(index, current + cost);
        return true;
    }
}
