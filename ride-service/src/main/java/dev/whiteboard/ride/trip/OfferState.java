package dev.whiteboard.ride.trip;

import java.util.Locale;

/** What became of an offer. */
enum OfferState {
    PENDING,
    /** The driver has the ride, until it is over. */
    ACCEPTED, DECLINED, EXPIRED,
    /** The ride went to somebody else, or was cancelled. */
    WITHDRAWN,
    /** The ride that was accepted is over. */
    DONE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OfferState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
