package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Topics that refused a send and are left alone for a while, so that one missing topic does not slow the others down. A
 * hold starts at 100 ms and doubles to 5 s; the first success ends it. Time is in nanoseconds of the caller's clock.
 */
final class HeldTopics {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Map<String, Hold> holds = new HashMap<>();

    Set<String> at(long now) {
        return holds.entrySet().stream()
                .filter(hold -> hold.getValue().until - now > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    void failed(String topic, long now) {
        Hold previous = holds.getOrDefault(topic, new Hold(0, now));
        holds.put(topic, new Hold(previous.failures + 1, now + pause(previous.failures).toNanos()));
    }

    void succeeded(String topic) {
        holds.remove(topic);
    }

    private static Duration pause(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private record Hold(
            int failures,
            long until) {}
}
