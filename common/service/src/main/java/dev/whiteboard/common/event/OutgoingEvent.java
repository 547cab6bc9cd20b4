package dev.whiteboard.common.event;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the broker.
 *
 * @param topic the topic's plain name
 * @param id names this occurrence for ever; a consumer acts on it once
 * @param traceparent the trace that caused it
 * @param payload the record's value; null is a tombstone
 * @param headers further record headers
 */
public record OutgoingEvent(
        String topic,
        String key,
        String type,
        String id,
        Instant time,
        @Nullable String traceparent,
        byte @Nullable [] payload,
        Map<String, String> headers) {

    /** Keeps its own copy of the headers. */
    public OutgoingEvent {
        headers = Map.copyOf(headers);
    }
}
