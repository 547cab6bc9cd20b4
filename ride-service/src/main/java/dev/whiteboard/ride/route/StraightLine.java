package dev.whiteboard.ride.route;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;

/** Knows no streets: ways are so much longer than the straight line, and driven at a city's usual speed. */
final class StraightLine {
    /** Streets of large cities are 1.2 to 1.4 times as long as the straight line (Boeing 2019 calls it circuity). */
    private static final double CIRCUITY = 1.3;
    private static final double METRES_PER_SECOND = 8;

    private StraightLine() {}

    static Driven between(Position from, Position to) {
        double metres = from.metresTo(to) * CIRCUITY;
        return new Driven(Math.round(metres), Math.round(metres / METRES_PER_SECOND));
    }
}
