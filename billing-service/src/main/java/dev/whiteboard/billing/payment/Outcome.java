package dev.whiteboard.billing.payment;

import dev.whiteboard.common.problem.Problem;

/** How an instruction ends. */
public sealed interface Outcome {

    /** It is written down, and will be done. */
    record Accepted(Payment payment) implements Outcome {}

    /** It had been accepted before; this is how things stand. */
    record Known(Payment payment) implements Outcome {}

    /** It breaks a rule; nothing was changed. */
    record Refused(Problem problem) implements Outcome {}
}
