package dev.whiteboard.ride.location;

import dev.whiteboard.ride.geo.Position;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a position is believed.
 *
 * <p>A driver who really is somewhere else, after a ferry or a day without the app, is believed again once the last place
 * is older than {@code fresh}; until then one wild position cannot displace a driver, and neither can two.
 */
final class FixRules {
    private static final Position NOWHERE = new Position(0, 0);
    /** Receivers without a fix say zero, more or less. */
    private static final double NOWHERE_METRES = 100;
    private static final double FASTEST_METRES_PER_SECOND = 70;
    /** What a receiver may be wrong by, however little time has passed. */
    private static final double JITTER_METRES = 150;
    private static final double MILLIS = 1_000;

    private FixRules() {}

    static Verdict judge(Fix fix, @Nullable Fix last, Instant now, Duration fresh) {
        if (fix.position().metresTo(NOWHERE) < NOWHERE_METRES) {
            return Verdict.NOWHERE;
        }
        if (fix.at().isBefore(now.minus(fresh))) {
            return Verdict.STALE;
        }
        if (last == null) {
            return Verdict.BELIEVED;
        }
        if (!fix.at().isAfter(last.at())) {
            return Verdict.OUT_OF_ORDER;
        }
        return last.at().isAfter(now.minus(fresh)) && isTooFar(last, fix) ? Verdict.TELEPORT : Verdict.BELIEVED;
    }

    private static boolean isTooFar(Fix last, Fix fix) {
        double seconds = Duration.between(last.at(), fix.at()).toMillis() / MILLIS;
        return last.position().metresTo(fix.position()) > JITTER_METRES + FASTEST_METRES_PER_SECOND * seconds;
    }
}
