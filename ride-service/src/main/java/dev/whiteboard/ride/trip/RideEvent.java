package dev.whiteboard.ride.trip;

import dev.whiteboard.common.money.Money;
import org.jspecify.annotations.Nullable;

/** What is told on {@code ride.rides.v1}: the ride after one transition. */
record RideEvent(String rideId, long version, String status, String riderId, @Nullable String driverId, String city,
        String currency, @Nullable String fare, String cancellationFee, @Nullable String cancelledBy) {

    static RideEvent of(Ride ride) {
        Course course = ride.course();
        var currency = ride.quote().currency();
        return new RideEvent(ride.id(), ride.version(), course.state().wire(), ride.riderId(), course.driverId(),
                ride.quote().city(), currency.getCurrencyCode(),
                course.fare() == null ? null : Money.text(course.fare(), currency),
                Money.text(course.fee(), currency),
                course.cancelledBy() == null ? null : course.cancelledBy().wire());
    }
}
