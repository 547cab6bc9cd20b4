package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.quote.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ride: what was agreed on, and what has happened since. */
public record Ride(String id, Quote quote, String riderId, @Nullable String paymentMethod, Instant requestedAt,
        Instant matchUntil, Course course, long version) {

    public RideState state() {
        return course.state();
    }

    boolean isDrivenBy(String userId) {
        return userId.equals(course.driverId());
    }
}
