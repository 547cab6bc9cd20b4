package dev.whiteboard.ride.trip;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What calling a ride off costs the rider.
 *
 * @param free how long after the acceptance it is free
 * @param fee in minor units, from then on; and when nobody came to the car
 * @param noShow how long a driver waits at the pickup before it counts as nobody came
 */
@ConfigurationProperties("whiteboard.ride.cancel")
record CancelTerms(Duration free, long fee, Duration noShow) {

    /** A driver who gives up before the rider was late costs the rider nothing, nor does one who has not been found. */
    long cost(Course course, Party by, Instant now) {
        Instant accepted = course.acceptedAt();
        Instant arrived = course.arrivedAt();
        if (accepted == null) {
            return 0;
        }
        boolean owed = switch (by) {
            case RIDER -> arrived != null || !now.isBefore(accepted.plus(free));
            case DRIVER -> arrived != null && !now.isBefore(arrived.plus(noShow));
        };
        return owed ? fee : 0;
    }
}
