package dev.whiteboard.ride.trip;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a ride stands, and where it may go from there. */
public enum RideState {
    /** A driver is being looked for. */
    MATCHING,
    /** A driver is on the way to the pickup. */
    ACCEPTED,
    /** The driver is at the pickup. */
    ARRIVING, IN_PROGRESS, COMPLETED, CANCELLED,
    /** Nobody was found. */
    NO_DRIVERS;

    /** The states in which a driver is bound to the ride. */
    static final Set<RideState> BOUND = EnumSet.of(ACCEPTED, ARRIVING, IN_PROGRESS);

    Set<RideState> next() {
        return switch (this) {
            case MATCHING -> Set.of(ACCEPTED, CANCELLED, NO_DRIVERS);
            case ACCEPTED -> Set.of(ARRIVING, IN_PROGRESS, CANCELLED);
            case ARRIVING -> Set.of(IN_PROGRESS, CANCELLED);
            case IN_PROGRESS -> Set.of(COMPLETED);
            case COMPLETED, CANCELLED, NO_DRIVERS -> Set.of();
        };
    }

    boolean mayBecome(RideState other) {
        return next().contains(other);
    }

    /** Whether nothing can change any more. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RideState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
