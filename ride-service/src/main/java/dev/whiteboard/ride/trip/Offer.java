package dev.whiteboard.ride.trip;

import java.time.Instant;

/** A ride offered to a driver. */
record Offer(String driverId, OfferState state, Instant expiresAt) {

    boolean isPending() {
        return state == OfferState.PENDING;
    }

    boolean isOpen(Instant now) {
        return isPending() && now.isBefore(expiresAt);
    }
}
