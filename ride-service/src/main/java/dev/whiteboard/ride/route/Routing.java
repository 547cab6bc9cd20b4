package dev.whiteboard.ride.route;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import java.util.List;

/** Knows how far and how long it is by car. */
public interface Routing {

    /** From each of these places to one, all measured in the same way, so that they can be compared. */
    List<Driven> toward(Position to, List<Position> from);

    default Driven between(Position from, Position to) {
        return toward(to, List.of(from)).getFirst();
    }
}
