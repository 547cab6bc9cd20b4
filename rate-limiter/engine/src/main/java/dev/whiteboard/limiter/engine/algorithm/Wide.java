package dev.whiteboard.limiter.engine.algorithm;

import java.math.BigInteger;

/** Products of two longs divided by a third, exact although the product needs more than 64 bits. */
final class Wide {
    private Wide() {}

    /** floor(a * b / c) */
    static long divide(long a, long b, long c) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0
                ? a * b / c
                : big(a, b).divide(BigInteger.valueOf(c)).longValueExact();
    }

    /** a * b mod c */
    static long remainder(long a, long b, long c) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0
                ? a * b % c
                : big(a, b).mod(BigInteger.valueOf(c)).longValueExact();
    }

    /** ceil((a * b + plus) / c) */
    static long ceilRatio(long a, long b, long plus, long c) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0 && a * b + plus >= 0) {
            return Math.ceilDiv(a * b + plus, c);
        }
        BigInteger[] parts = big(a, b).add(BigInteger.valueOf(plus)).divideAndRemainder(BigInteger.valueOf(c));
        return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
    }

    /** a * b > c * d */
    static boolean exceeds(long a, long b, long c, long d) {
        return big(a, b).compareTo(big(c, d)) > 0;
    }

    private static BigInteger big(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
