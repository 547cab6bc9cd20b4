package dev.whiteboard.common.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, to be told to other services.
 *
 * @param topic the topic's plain name, {@code identity.users.v1}; the environment's prefix is added when it is sent
 * @param key the aggregate's id; events of one topic and key arrive in the order in which they were committed
 * @param type what happened, {@code user.registered}; becomes {@code ce_type}
 * @param payload what is written as JSON; null is a tombstone, which removes the key from a compacted topic
 */
public record OutboxEvent(
        String topic,
        String key,
        String type,
        @Nullable Object payload) {

    /** Refuses what Kafka or a consumer would choke on later, when nobody is there to be told. */
    public OutboxEvent {
        requireText("topic", topic);
        requireText("key", key);
        requireText("type", type);
    }

    private static void requireText(String name, String value) {
        if (value.isBlank() || value.length() > 249 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " must have 1 to 249 characters");
        }
    }
}
