package dev.whiteboard.commerce.order;

import java.util.Locale;

/** How far the money of an order is. */
public enum PaymentState {
    /** Billing has been asked to charge. */
    ASKED("The payment provider is being asked."),
    /** The provider does not answer. It may have charged. */
    UNKNOWN("The payment provider has not answered. We keep asking, and you will not be charged twice."),
    /** It was taken. */
    CAPTURED("The amount was taken."),
    /** It was not taken and will not be. */
    DECLINED("Nothing was taken."),
    /** It was taken and is being given back. */
    REFUNDING("The amount is being given back."),
    /** It was taken and given back. */
    REFUNDED("What was taken was given back.");

    private final String note;

    PaymentState(String note) {
        this.note = note;
    }

    /** What it means, for the buyer. */
    String note() {
        return note;
    }

    /** Whether billing still owes an answer. */
    boolean isOpen() {
        return this == ASKED || this == UNKNOWN || this == REFUNDING;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaymentState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
