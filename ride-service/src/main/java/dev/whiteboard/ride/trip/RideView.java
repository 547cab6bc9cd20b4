package dev.whiteboard.ride.trip;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.ride.driver.Vehicle;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.quote.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ride as its two sides see it.
 *
 * @param distanceKm as driven once it is over, as expected before
 * @param durationSec as driven once it is over
 */
record RideView(String rideId, String status, String riderId, String rideType, Position pickup, Position dropoff,
        String estimatedFare, String currency, BigDecimal surgeMultiplier, @Nullable String fare,
        String cancellationFee, @Nullable String cancelledBy, BigDecimal distanceKm, @Nullable Long durationSec,
        @Nullable DriverSight driver, Instant requestedAt, @Nullable Instant acceptedAt, @Nullable Instant arrivedAt,
        @Nullable Instant startedAt, @Nullable Instant endedAt, long version) {

    /**
     * What the rider sees of the driver.
     *
     * @param rating absent until there is one
     * @param location where the car is, while it is on its way or underway
     */
    record DriverSight(String driverId, Vehicle vehicle, @Nullable BigDecimal rating, @Nullable Position location) {}

    static RideView of(Ride ride, @Nullable DriverSight driver) {
        Course course = ride.course();
        Quote quote = ride.quote();
        return new RideView(ride.id(), course.state().wire(), ride.riderId(), quote.card().type().wire(),
                quote.pickup(), quote.dropoff(), Money.text(quote.fare(), quote.currency()),
                quote.currency().getCurrencyCode(), quote.surge().multiplier(),
                course.fare() == null ? null : Money.text(course.fare(), quote.currency()),
                Money.text(course.fee(), quote.currency()),
                course.cancelledBy() == null ? null : course.cancelledBy().wire(),
                kilometres(course.metres() == null ? quote.expected().metres() : course.metres()),
                course.state() == RideState.COMPLETED && course.endedAt() != null
                        ? course.secondsDriven(course.endedAt())
                        : null,
                driver, ride.requestedAt(), course.acceptedAt(), course.arrivedAt(), course.startedAt(),
                course.endedAt(), ride.version());
    }

    private static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres, 3).setScale(2, RoundingMode.HALF_UP);
    }
}
