package dev.whiteboard.limiter.engine.algorithm;

/**
 * Where a client stands in one layer, in microseconds from the decision.
 *
 * @param remaining requests that would fit right now
 * @param reset until nothing is used any more
 * @param retry until the refused request would fit; 0 when it fitted
 * @param delay until an admitted request's turn in a leaking bucket; 0 elsewhere
 */
public record Standing(long remaining, long reset, long retry, long delay) {}
