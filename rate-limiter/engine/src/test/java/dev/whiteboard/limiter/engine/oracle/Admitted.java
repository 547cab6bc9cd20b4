package dev.whiteboard.limiter.engine.oracle;

/** A request that passed, for how many it counted, and how long its caller was to hold it. */
public record Admitted(long at, long cost, long delay) {}
