package dev.whiteboard.limiter.engine.algorithm;

import java.time.Duration;

/**
 * So many requests in so long.
 *
 * @param requests 1 to a billion
 * @param window whole seconds, 1 s to 31 days
 */
public record Quota(long requests, Duration window) {
    public static final long MOST_REQUESTS = 1_000_000_000L;
    public static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    public Quota {
        if (requests < 1 || requests > MOST_REQUESTS) {
            throw new IllegalArgumentException("requests must be between 1 and " + MOST_REQUESTS);
        }
        if (window.toSeconds() < 1 || !window.equals(Duration.ofSeconds(window.toSeconds()))
                || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be whole seconds between 1 s and 31 days");
        }
    }

    public static Quota of(long requests, Duration window) {
        return new Quota(requests, window);
    }

    long micros() {
        return window.toSeconds() * 1_000_000;
    }

    /** The share of one of {@code parts}, never less than one request. */
    Quota split(int parts) {
        return new Quota(Math.max(1, requests / parts), window);
    }
}
