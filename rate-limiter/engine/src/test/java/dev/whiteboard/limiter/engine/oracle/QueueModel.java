package dev.whiteboard.limiter.engine.oracle;

import java.math.BigInteger;
import java.util.ArrayDeque;

/** A queue of whole requests, each with the exact instant (times limit) at which it has leaked. */
final class QueueModel implements Model {
    private final BigInteger limit;
    private final BigInteger window;
    private final long burst;
    private final ArrayDeque<BigInteger> leaks = new ArrayDeque<>();

    QueueModel(long limit, long window, long burst) {
        this.limit = BigInteger.valueOf(limit);
        this.window = BigInteger.valueOf(window);
        this.burst = burst;
    }

    @Override
    public boolean admit(long now, long cost) {
        BigInteger at = limit.multiply(BigInteger.valueOf(now));
        while (!leaks.isEmpty() && leaks.peek().compareTo(at) <= 0) {
            leaks.poll();
        }
        if (leaks.size() + cost > burst) {
            return false;
        }
        for (long i = 0; i < cost; i++) {
            leaks.add((leaks.isEmpty() ? at : leaks.peekLast()).add(window));
        }
        return true;
    }
}
