package dev.whiteboard.ride.location;

/** What is thought of a position that a driver sent. */
enum Verdict {
    BELIEVED,
    /** Too old to say where the driver is. */
    STALE,
    /** Not later than what is known. */
    OUT_OF_ORDER,
    /** (0, 0), which is what a receiver without a fix says. */
    NOWHERE,
    /** Nobody drives there from the last place in that time. */
    TELEPORT
}
