package dev.whiteboard.ride.quote;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.geo.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells riders what a ride would cost. */
@RestController
class EstimateController {
    private final Quotes quotes;

    record Way(Position pickup, Position dropoff, @Nullable RideType rideType) {}

    /** @param estimatedTime in seconds */
    record Estimate(String quoteId, String estimatedFare, String currency, long estimatedTime, BigDecimal distanceKm,
            BigDecimal surgeMultiplier, Instant expiresAt) {}

    EstimateController(Quotes quotes) {
        this.quotes = quotes;
    }

    @PostMapping("/api/v1/rides/estimate")
    Estimate estimate(@RequestBody Way way, @AuthenticationPrincipal Caller caller) {
        Wish wish = new Wish(way.pickup(), way.dropoff(), way.rideType(), RideType.STANDARD);
        return switch (quotes.ask(caller.userId(), wish)) {
            case Quotes.Answer.Given(Quote quote) -> new Estimate(quote.id(),
                    Money.text(quote.fare(), quote.currency()), quote.currency().getCurrencyCode(),
                    quote.expected().seconds(),
                    BigDecimal.valueOf(quote.expected().metres(), 3).setScale(2, RoundingMode.HALF_UP),
                    quote.surge().multiplier(), quote.expiresAt());
            case Quotes.Answer.Refused(var problem) -> throw problem.asException();
        };
    }
}
