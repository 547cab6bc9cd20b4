package dev.whiteboard.common.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened elsewhere.
 *
 * @param id names the occurrence; the same however often it is delivered
 * @param type what happened, as its producer calls it
 * @param key the aggregate it happened to
 * @param time when, on the producer's clock; when the broker got it, if the producer does not say
 * @param payload null is a tombstone: the aggregate is gone
 */
public record Event<T>(
        String id,
        String type,
        String key,
        Instant time,
        @Nullable T payload) {}
