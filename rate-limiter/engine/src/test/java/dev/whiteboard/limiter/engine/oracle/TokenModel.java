package dev.whiteboard.limiter.engine.oracle;

import java.math.BigInteger;

/** A level of tokens, each of them window parts, of which limit flow in every microsecond. */
final class TokenModel implements Model {
    private final BigInteger limit;
    private final BigInteger window;
    private final BigInteger capacity;
    private BigInteger level;
    private long last = Long.MIN_VALUE;

    TokenModel(long limit, long window, long burst) {
        this.limit = BigInteger.valueOf(limit);
        this.window = BigInteger.valueOf(window);
        this.capacity = this.window.multiply(BigInteger.valueOf(burst));
        this.level = capacity;
    }

    @Override
    public boolean admit(long now, long cost) {
        if (last != Long.MIN_VALUE) {
            level = level.add(limit.multiply(BigInteger.valueOf(now - last))).min(capacity);
        }
        last = now;
        BigInteger price = window.multiply(BigInteger.valueOf(cost));
        if (level.compareTo(price) < 0) {
            return false;
        }
        level = level.subtract(price);
        return true;
    }
}
