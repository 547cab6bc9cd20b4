package dev.whiteboard.limiter.engine.oracle;

/** A request to come. */
public record Arrival(long at, long cost) {}
