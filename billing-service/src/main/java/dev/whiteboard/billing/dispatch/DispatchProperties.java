package dev.whiteboard.billing.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the dispatcher.
 *
 * @param slots how many operations this process brings to the provider at a time
 * @param poll how long it takes at most to notice what another process left due
 * @param lease how long a claimed operation is left alone; longer than an inquiry and a call together
 * @param firstPause before an operation without an answer is asked about
 * @param longestPause each pause is twice the last, up to this
 * @param sendWithin up to this age an operation that the provider never saw is sent again; shorter than the provider keeps
 *     its keys, because after that a key protects nobody
 * @param alertAfter from this age on an open operation counts as overdue
 */
@ConfigurationProperties("whiteboard.billing.dispatch")
record DispatchProperties(int slots, Duration poll, Duration lease, Duration firstPause, Duration longestPause,
        Duration sendWithin, Duration alertAfter) {
    private static final int MOST_DOUBLINGS = 20;

    /** The pause after so many attempts, jittered by up to a quarter so that they do not come together. */
    Duration pauseAfter(int attempts, double dice) {
        long pause = Math.min(firstPause.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS), longestPause.toMillis());
        return Duration.ofMillis((long) (pause * (1 + dice / 4)));
    }
}
