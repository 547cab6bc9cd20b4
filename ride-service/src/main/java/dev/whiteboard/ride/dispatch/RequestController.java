package dev.whiteboard.ride.dispatch;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Nearby;
import dev.whiteboard.ride.quote.Quote;
import dev.whiteboard.ride.quote.Quotes;
import dev.whiteboard.ride.quote.Wish;
import dev.whiteboard.ride.trip.Ride;
import dev.whiteboard.ride.trip.Rides;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the requests of riders. */
@RestController
class RequestController {
    private static final String PAYMENT_METHOD = "(pm|tok)_[A-Za-z0-9_]{1,64}";

    private final Quotes quotes;
    private final Rides rides;
    private final Candidates candidates;
    private final PickupTime pickupTime;

    record RideRequest(Position pickup, Position dropoff, @Nullable RideType rideType, @Nullable String quoteId,
            @Nullable String paymentMethodId) {}

    /** @param estimatedPickup in seconds; absent while nobody is near */
    record Requested(String rideId, String status, @Nullable Long estimatedPickup, String estimatedFare,
            String currency, BigDecimal surgeMultiplier) {}

    RequestController(Quotes quotes, Rides rides, Candidates candidates, PickupTime pickupTime) {
        this.quotes = quotes;
        this.rides = rides;
        this.candidates = candidates;
        this.pickupTime = pickupTime;
    }

    @PostMapping("/api/v1/rides/request")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Requested request(@RequestBody RideRequest request, @AuthenticationPrincipal Caller caller) {
        String method = request.paymentMethodId();
        if (method != null && !method.matches(PAYMENT_METHOD)) {
            throw Problem.of(VALIDATION_ERROR, "is no payment method").field("payment_method_id").asException();
        }
        Wish wish = new Wish(request.pickup(), request.dropoff(), request.rideType(), RideType.STANDARD);
        return switch (quotes.use(caller.userId(), wish, Optional.ofNullable(request.quoteId()))) {
            case Quotes.Answer.Given(Quote quote) -> requested(rides.request(quote, method));
            case Quotes.Answer.Refused(Problem problem) -> throw problem.asException();
        };
    }

    private Requested requested(Ride ride) {
        Quote quote = ride.quote();
        List<Nearby> nearest = candidates.near(quote.city(), quote.pickup(), ride.riderId(), ride.id(), 1);
        return new Requested(ride.id(), ride.state().wire(),
                pickupTime.of(ride, nearest.stream().map(Nearby::driverId).toList()).values().stream().findFirst()
                        .orElse(null),
                Money.text(quote.fare(), quote.currency()), quote.currency().getCurrencyCode(),
                quote.surge().multiplier());
    }
}
