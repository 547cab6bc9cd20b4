package dev.whiteboard.ride.trip;

import dev.whiteboard.common.problem.Problem;

/** What came of a command. */
public sealed interface Outcome {
    record Done(Ride ride) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}
}
