package dev.whiteboard.billing.payment;

import java.util.Locale;

/** When the money is taken. */
public enum CaptureMode {
    /** As soon as it is authorised; if that fails, the authorisation is given back. */
    AUTOMATIC,
    /** When the caller says so. */
    MANUAL;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaptureMode of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
