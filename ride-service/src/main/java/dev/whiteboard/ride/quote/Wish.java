package dev.whiteboard.ride.quote;

import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.geo.Position;
import org.jspecify.annotations.Nullable;

/** From where to where somebody wants to go, and how. */
public record Wish(Position pickup, Position dropoff, RideType type) {

    public Wish(Position pickup, Position dropoff, @Nullable RideType type, RideType otherwise) {
        this(pickup, dropoff, type == null ? otherwise : type);
    }
}
