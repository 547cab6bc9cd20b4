package dev.whiteboard.limiter.engine.algorithm;

/**
 * What Redis found for one layer.
 *
 * @param now microseconds since 1970 on Redis's clock
 * @param fits whether the layer admits the request
 * @param x first number of the state, as the algorithm's script documents it
 * @param y second number
 * @param z third number
 */
public record Look(long now, boolean fits, long x, long y, long z) {}
