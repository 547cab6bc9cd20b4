package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.inventory.Movement;
import dev.whiteboard.common.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What follows from a {@link Happening}. */
sealed interface Decision {
    /** What billing is asked for. */
    enum Ask {
        NOTHING, CHARGE, REFUND
    }

    /**
     * The order changes.
     *
     * @param stock what is done to all its units
     * @param note for its history; empty if there is nothing to tell
     */
    record Change(OrderStatus status, PaymentState payment, @Nullable Movement stock, Ask ask, int refundNo,
            String note) implements Decision {}

    /** It is as it should be: the news is old. */
    record Nothing() implements Decision {}

    /** It cannot be done with an order like this. */
    record Refused(Problem problem) implements Decision {}
}
