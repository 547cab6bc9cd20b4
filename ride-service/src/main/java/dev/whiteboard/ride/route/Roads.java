package dev.whiteboard.ride.route;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import java.util.Optional;

/** A map of streets. */
interface Roads {

    /** Whether there is a map by now; until then nobody need ask. */
    boolean areKnown();

    /** The quickest way; empty if the map ends before it. */
    Optional<Driven> between(Position from, Position to);
}
