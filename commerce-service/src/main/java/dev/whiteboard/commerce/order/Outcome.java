package dev.whiteboard.commerce.order;

import dev.whiteboard.common.problem.Problem;

/** What became of something that somebody wanted of an order. */
public sealed interface Outcome {
    /** It is so now, or was so before. */
    record Done(Order order) implements Outcome {}

    /** It cannot be. */
    record Refused(Problem problem) implements Outcome {}
}
