package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.fare.Driven;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a ride so far.
 *
 * @param fee what the cancellation costs, in minor units
 * @param fare what the ride costs, in minor units
 * @param metres how far it was
 */
public record Course(RideState state, @Nullable String driverId, @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt, @Nullable Instant startedAt, @Nullable Instant endedAt,
        @Nullable Party cancelledBy, long fee, @Nullable Long fare, @Nullable Long metres) {

    static Course requested() {
        return new Course(RideState.MATCHING, null, null, null, null, null, null, 0, null, null);
    }

    Course accepted(String driver, Instant now) {
        return new Course(go(RideState.ACCEPTED), driver, now, null, null, null, null, 0, null, null);
    }

    Course arrived(Instant now) {
        return new Course(go(RideState.ARRIVING), driverId, acceptedAt, now, null, null, null, 0, null, null);
    }

    Course started(Instant now) {
        return new Course(go(RideState.IN_PROGRESS), driverId, acceptedAt, arrivedAt, now, null, null, 0, null, null);
    }

    Course completed(Instant now, Driven driven, long total) {
        return new Course(go(RideState.COMPLETED), driverId, acceptedAt, arrivedAt, startedAt, now, null, 0, total,
                driven.metres());
    }

    Course cancelled(Party by, Instant now, long cost) {
        return new Course(go(RideState.CANCELLED), driverId, acceptedAt, arrivedAt, startedAt, now, by, cost, null,
                null);
    }

    Course unserved(Instant now) {
        return new Course(go(RideState.NO_DRIVERS), null, null, null, null, now, null, 0, null, null);
    }

    /** How long it was driven by that time, in whole seconds. */
    public long secondsDriven(Instant until) {
        return startedAt == null ? 0 : Math.max(0, Duration.between(startedAt, until).toSeconds());
    }

    /** A decision that leaves the table of transitions is a bug. */
    private RideState go(RideState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a ride that is " + state.wire() + " cannot become " + next.wire());
        }
        return next;
    }
}
