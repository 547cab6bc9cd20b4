package dev.whiteboard.billing.payment;

import java.util.Locale;

/** What the provider can be asked to do. */
public enum OperationType {
    AUTHORISE, CAPTURE, VOID, REFUND;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
