package dev.whiteboard.ride.dispatch;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of who is offered which ride.
 *
 * @param strategy how that is decided
 * @param window how long a batch collects rides
 * @param longest no driver who needs longer is worth more to a ride than none
 * @param weights what else counts than time
 */
@ConfigurationProperties("whiteboard.ride.pairing")
record PairingProperties(Strategy strategy, Duration window, Duration longest, Weights weights) {

    enum Strategy {
        /** The nearest in a straight line, one ride after the other. */
        NEAREST,
        /** Who is there first, one ride after the other. */
        ETA,
        /** The best by time, rating, acceptance and waiting, one ride after the other. */
        SCORED,
        /** The assignment of all rides and drivers of a window that is best together, by time. */
        BATCHED
    }

    /** The strategy's name as offers remember it, and the version of the weights if it has any: {@code scored/1}. */
    String by() {
        String name = strategy.name().toLowerCase(Locale.ROOT);
        return strategy == Strategy.SCORED ? name + "/" + weights.version() : name;
    }

    /**
     * How many seconds of pickup time what else counts is worth. A change is a new version, so that decisions of the past
     * can be told apart.
     *
     * @param perStar a star less
     * @param perDecline all offers declined instead of none
     * @param perIdleMinute a minute of waiting, in the driver's favour
     * @param mostIdleMinutes so many at most
     */
    record Weights(int version, double perStar, double perDecline, double perIdleMinute, double mostIdleMinutes) {}
}
