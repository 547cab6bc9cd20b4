package dev.whiteboard.ride.trip;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What drivers are offered. */
@RestController
class OfferController {
    private final OfferStore offers;
    private final Rides rides;

    record OfferView(String rideId, Position pickup, Position dropoff, String estimatedFare, String currency,
            Instant expiresAt) {}

    record OfferList(List<OfferView> data) {}

    record Declined(String rideId, String status) {}

    OfferController(OfferStore offers, Rides rides) {
        this.offers = offers;
        this.rides = rides;
    }

    @GetMapping("/api/v1/drivers/offers")
    OfferList open(@AuthenticationPrincipal Caller caller) {
        return new OfferList(offers.openFor(caller.userId()).stream().map(offer -> {
            var quote = rides.find(offer.rideId()).orElseThrow().quote();
            return new OfferView(offer.rideId(), quote.pickup(), quote.dropoff(),
                    Money.text(quote.fare(), quote.currency()), quote.currency().getCurrencyCode(),
                    offer.expiresAt());
        }).toList());
    }

    @PostMapping("/api/v1/rides/{id}/decline")
    Declined decline(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return switch (rides.carryOut(id, new Command.Decline(caller.userId()))) {
            case Outcome.Done(Ride ride) -> new Declined(ride.id(), OfferState.DECLINED.wire());
            case Outcome.Refused(Problem problem) -> throw problem.asException();
        };
    }
}
