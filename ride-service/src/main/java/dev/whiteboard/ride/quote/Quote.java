package dev.whiteboard.ride.quote;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.RateCard;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import java.util.Currency;

/**
 * A price for a way, as it was told to a rider.
 *
 * @param expected how long the way is, and how long it takes, as far as can be known before
 * @param fare in minor units of the currency
 */
public record Quote(String id, String riderId, String city, Position pickup, Position dropoff, Driven expected,
        Surge surge, RateCard card, long fare, Currency currency, Instant expiresAt) {

    boolean isFor(Position from, Position to, RideType type) {
        return pickup.equals(from) && dropoff.equals(to) && card.type() == type;
    }
}
