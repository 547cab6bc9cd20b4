package dev.whiteboard.ride.fare;

import java.util.Locale;

/** What kind of ride somebody wants. */
public enum RideType {
    STANDARD, XL, PREMIUM;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RideType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
