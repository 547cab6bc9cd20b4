package dev.whiteboard.commerce.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of orders.
 *
 * @param reservation how long units are held for an order that is not paid
 * @param askAfter when billing is asked again that has not answered; doubles each time
 * @param askAtMost up to this
 * @param sweepEvery the pause between two looks for what is due
 * @param stuckAfter from this age an order that billing owes an answer counts as stuck
 * @param delivery how long a delivery is expected to take
 */
@ConfigurationProperties("whiteboard.orders")
record OrderProperties(Duration reservation, Duration askAfter, Duration askAtMost, Duration sweepEvery,
        Duration stuckAfter, Duration delivery) {
    private static final int MOST_DOUBLINGS = 20;

    /** The pause after billing has been asked so many times. */
    Duration pauseAfter(int asked) {
        Duration pause = askAfter.multipliedBy(1L << Math.clamp(asked - 1, 0, MOST_DOUBLINGS));
        return pause.compareTo(askAtMost) < 0 ? pause : askAtMost;
    }
}
