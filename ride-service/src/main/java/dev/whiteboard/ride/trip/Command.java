package dev.whiteboard.ride.trip;

/** Something that somebody wants to happen to a ride. */
public sealed interface Command {

    String userId();

    /** The driver takes the offer. */
    record Accept(String userId) implements Command {}

    /** The driver does not take the offer. */
    record Decline(String userId) implements Command {}

    /** The driver is at the pickup. */
    record Arrive(String userId) implements Command {}

    /** The rider is in the car. */
    record Start(String userId) implements Command {}

    /** The rider is there. */
    record Complete(String userId) implements Command {}

    /** Rider or driver calls it off. */
    record Cancel(String userId) implements Command {}
}
