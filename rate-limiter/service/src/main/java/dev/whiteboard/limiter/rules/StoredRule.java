package dev.whiteboard.limiter.rules;

import java.time.Instant;

import dev.whiteboard.limiter.engine.rule.Rule;

/** A rule and since when it is what it is. */
record StoredRule(Rule rule, Instant createdAt, Instant updatedAt) {}
