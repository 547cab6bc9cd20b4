package dev.whiteboard.ride.location;

import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A believed position as it is told on {@code ride.positions.v1}. */
record FixEvent(String driverId, String city, double lat, double lng, @Nullable Double heading,
        @Nullable Double speed, Instant at) {

    static FixEvent of(String city, Fix fix) {
        return new FixEvent(fix.driverId(), city, fix.position().lat(), fix.position().lng(), fix.heading(),
                fix.speed(), fix.at());
    }

    Fix fix() {
        return new Fix(driverId, new Position(lat, lng), heading, speed, at);
    }
}
