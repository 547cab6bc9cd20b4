package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the owner of a link learns about its clicks.
 *
 * @param totalClicks every GET answered with a redirect
 * @param botClicks the part of it from clients that declared themselves programs
 * @param uniqueVisitors an estimate (HyperLogLog, standard error 1.6 %) of distinct address and browser a day, bots left out
 * @param countedUntil every click made before this instant is in these figures
 */
record Stats(String shortKey, String longUrl, Instant createdAt, long totalClicks, long botClicks, long uniqueVisitors,
        List<Point> series, Map<String, Long> referrers, Map<String, Long> countries, Map<String, Long> devices,
        Map<String, Long> browsers, Instant countedUntil) {

    /** The clicks of the hour or day that begins at an instant. */
    record Point(Instant at, long clicks) {}
}
