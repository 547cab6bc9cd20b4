package dev.whiteboard.billing.payment;

import java.util.Locale;
import java.util.Set;

/** Where a payment stands, and where it may go from there. */
public enum PaymentState {
    /** The provider is being asked for the authorisation. */
    PENDING,
    /** Whether the customer has been charged is not known: the provider was asked and did not answer. */
    UNKNOWN,
    /** The amount is held, not taken. */
    AUTHORISED, DECLINED, PARTIALLY_CAPTURED, CAPTURED, VOIDED, PARTIALLY_REFUNDED, REFUNDED;

    private Set<PaymentState> next() {
        return switch (this) {
            case PENDING -> Set.of(AUTHORISED, DECLINED, UNKNOWN);
            case UNKNOWN -> Set.of(AUTHORISED, DECLINED, PARTIALLY_CAPTURED, CAPTURED, VOIDED);
            case AUTHORISED -> Set.of(PARTIALLY_CAPTURED, CAPTURED, VOIDED, UNKNOWN);
            case PARTIALLY_CAPTURED -> Set.of(CAPTURED, PARTIALLY_REFUNDED, REFUNDED);
            case CAPTURED -> Set.of(PARTIALLY_REFUNDED, REFUNDED);
            case PARTIALLY_REFUNDED -> Set.of(REFUNDED);
            case DECLINED, VOIDED, REFUNDED -> Set.of();
        };
    }

    boolean mayBecome(PaymentState other) {
        return this == other || next().contains(other);
    }

    /** Whether nothing can change any more. */
    boolean isFinal() {
        return next().isEmpty();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
