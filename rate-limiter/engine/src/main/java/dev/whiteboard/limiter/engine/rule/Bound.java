package dev.whiteboard.limiter.engine.rule;

/**
 * A rule that applies to a request, and whom it counts the request for.
 *
 * @param rule the rule
 * @param id whom it counts for
 */
public record Bound(Rule rule, String id) {}
