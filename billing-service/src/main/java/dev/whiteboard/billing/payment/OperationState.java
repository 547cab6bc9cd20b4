package dev.whiteboard.billing.payment;

import java.util.Locale;

/** How far an operation is. The first three are open; the database moves from them to the last two once. */
public enum OperationState {
    /** Written down, and never handed to the provider. */
    PENDING,
    /** Handed to the provider, perhaps: a process claimed it to do so. */
    SENDING,
    /** Handed to the provider, and no answer came. */
    UNKNOWN, SUCCEEDED, DECLINED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
