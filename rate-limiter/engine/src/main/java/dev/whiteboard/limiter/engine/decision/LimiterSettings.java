package dev.whiteboard.limiter.engine.decision;

/**
 * What a node may be told about its part.
 *
 * @param partitions over how many hash slots clients are spread; each slot then enforces its part of a global rule, so
 *        with more than one a global limit is exact only when clients spread evenly. The same on every node.
 * @param refusals how many refused clients to remember
 * @param shares how many clients to count locally while Redis is away
 */
public record LimiterSettings(int partitions, long refusals, long shares) {
    public static final LimiterSettings USUAL = new LimiterSettings(1, 50_000, 200_000);

    public LimiterSettings {
        if (partitions < 1 || refusals < 0 || shares < 1) {
            throw new IllegalArgumentException("settings must be positive");
        }
    }
}
