package dev.whiteboard.billing.payment;

import org.jspecify.annotations.Nullable;

/**
 * How a payment stands at one version of it.
 *
 * @param captured taken so far, in minor units
 * @param refunded given back so far
 * @param refunding set aside by refunds under way
 * @param deciding whether an authorisation, a capture or a void is under way
 * @param authorization the provider's name of the authorisation, once there is one
 */
public record Standing(PaymentState state, long captured, long refunded, long refunding, boolean deciding,
        @Nullable String authorization) {

    static Standing atFirst() {
        return new Standing(PaymentState.PENDING, 0, 0, 0, true, null);
    }

    /** @throws IllegalStateException if the table of states does not allow it, which is a mistake of ours */
    Standing in(PaymentState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a payment never goes from " + state + " to " + next);
        }
        return new Standing(next, captured, refunded, refunding, deciding, authorization);
    }

    Standing deciding(boolean now) {
        return new Standing(state, captured, refunded, refunding, now, authorization);
    }

    Standing authorisedAs(String name) {
        return new Standing(state, captured, refunded, refunding, deciding, name);
    }

    Standing capturing(long more) {
        return new Standing(state, captured + more, refunded, refunding, deciding, authorization);
    }

    Standing settingAside(long more) {
        return new Standing(state, captured, refunded, refunding + more, deciding, authorization);
    }

    Standing refunding(long more) {
        return new Standing(state, captured, refunded + more, refunding - more, deciding, authorization);
    }

    long refundable() {
        return captured - refunded - refunding;
    }
}
