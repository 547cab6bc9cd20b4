package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.fare.Driven;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision about a ride may look at.
 *
 * @param metered how far it has been driven, if the positions tell
 * @param now on the database's clock
 */
record Scene(Ride ride, List<Offer> offers, Optional<Long> metered, Instant now) {

    Optional<Offer> offerTo(String driverId) {
        return offers.stream().filter(offer -> offer.driverId().equals(driverId)).findFirst();
    }

    List<Offer> pending() {
        return offers.stream().filter(Offer::isPending).toList();
    }

    /** The offers that can still be accepted. */
    List<Offer> open() {
        return offers.stream().filter(offer -> offer.isOpen(now)).toList();
    }

    /** What was driven so far; a way that no positions tell of counts as it was expected. */
    Driven driven() {
        return new Driven(metered.orElse(ride.quote().expected().metres()), ride.course().secondsDriven(now));
    }
}
