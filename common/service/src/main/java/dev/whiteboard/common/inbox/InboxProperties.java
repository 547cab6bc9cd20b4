package dev.whiteboard.common.inbox;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are consumed.
 *
 * @param consume whether this process consumes
 * @param poll how many records one transaction handles at most
 * @param firstRetry when a parked record is tried again; doubles from there
 * @param longestRetry up to this
 * @param retryPoll how often to look for parked records that are due
 * @param retention how long a handled event is remembered; longer than a topic's retention
 */
@ConfigurationProperties("whiteboard.inbox")
record InboxProperties(
        @DefaultValue("true") boolean consume,
        @DefaultValue("500") int poll,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("5m") Duration longestRetry,
        @DefaultValue("500ms") Duration retryPoll,
        @DefaultValue("14d") Duration retention) {

    private static final int MOST_DOUBLINGS = 20;

    /** The pause after the given number of failed attempts. */
    Duration pauseAfter(int attempts) {
        Duration pause = firstRetry.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
