package dev.whiteboard.limiter.engine.algorithm;

import java.time.Duration;

/**
 * One way to count, with its numbers. The counting itself is done by the script of the same name inside Redis; this side
 * prepares its parameters and reads its answer, in whole numbers throughout.
 */
public sealed interface Algorithm
        permits TokenBucket, LeakingBucket, FixedWindow, SlidingWindowLog, SlidingWindowCounter {

    /** How many parameters a script reads for each layer. */
    int PARAMETERS = 6;

    /** The algorithm's name in rules, and of its script. */
    String name();

    Quota quota();

    /** The largest cost that can ever fit. */
    long capacity();

    /** What the script needs to know for a request of this cost, {@link #PARAMETERS} numbers. */
    long[] parameters(long cost);

    Standing standing(Look look, long cost);

    /** The same algorithm with one of {@code parts} equal shares of the limit. */
    Algorithm split(int parts);

    /** The algorithm of that name. */
    static Algorithm named(String name, Quota quota, long burst) {
        return switch (name) {
            case "token_bucket" -> new TokenBucket(quota, burst);
            case "leaking_bucket" -> new LeakingBucket(quota, burst);
            case "fixed_window" -> new FixedWindow(quota);
            case "sliding_window_log" -> new SlidingWindowLog(quota);
            case "sliding_window_counter" -> new SlidingWindowCounter(quota);
            default -> throw new IllegalArgumentException("unknown algorithm");
        };
    }

    /** The longest time a bucket may take to refill, so that its numbers stay exact. */
    Duration LONGEST_REFILL = Duration.ofDays(366);
}
