package dev.whiteboard.ride.trip;

import java.util.Locale;

/** The two sides of a ride. */
enum Party {
    RIDER, DRIVER;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Party of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
