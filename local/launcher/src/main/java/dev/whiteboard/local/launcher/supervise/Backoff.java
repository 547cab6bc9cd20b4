package dev.whiteboard.local.launcher.supervise;

import java.time.Duration;

/**
 * How long to wait before a program that died is started again: twice as long each time, up to a most.
 *
 * @param first the wait after the first death
 * @param most  the longest wait
 * @param calm  a program that ran this long is forgiven its earlier deaths
 */
public record Backoff(Duration first, Duration most, Duration calm) {

    /** Half a second, one, two … thirty; forgiven after a minute. */
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30),
            Duration.ofMinutes(1));

    /** @param deaths in a row before this one */
    Duration after(int deaths) {
        Duration delay = first.multipliedBy(1L << Math.min(deaths, 20));
        return delay.compareTo(most) < 0 ? delay : most;
    }
}
