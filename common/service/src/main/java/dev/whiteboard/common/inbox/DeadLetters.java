package dev.whiteboard.common.inbox;

import java.time.Instant;
import java.util.Map;

import dev.whiteboard.common.event.OutgoingEvent;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.outbox.OutboxForwarder;
import tools.jackson.core.type.TypeReference;

/**
 * Moves what cannot be handled to {@code <topic>.dlt}, in the transaction that records it as dealt with: through the
 * outbox, so that it is neither lost nor doubled. The record keeps its id and its bytes; what it was is in its headers.
 */
final class DeadLetters {
    /** Header: who gave it up. Several consumers of one topic share its dead letters. */
    static final String CONSUMER = "wb_consumer";

    private static final String ERROR = "wb_error";
    private static final String ORIGINAL = "wb_original";

    private final InboxTable inbox;
    private final OutboxForwarder outbox;
    private final InboxMetrics metrics;

    DeadLetters(InboxTable inbox, OutboxForwarder outbox, InboxMetrics metrics) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Gives {@code delivery} up for this consumer. */
    void bury(Subscription<?> subscription, Delivery delivery, String error) {
        inbox.bury(subscription.consumer(), delivery.id());
        outbox.forward(new OutgoingEvent(TopicNames.deadLetters(subscription.topic()), delivery.key(), delivery.type(),
                delivery.id(), Instant.EPOCH, delivery.traceparent(), delivery.payload(),
                Map.of(CONSUMER, subscription.consumer(), ERROR, error, ORIGINAL,
                        Json.tolerant().writeValueAsString(delivery.headers()))));
        metrics.buried(subscription.consumer());
    }

    /** What was buried as {@code letter}. */
    static Delivery exhume(Delivery letter) {
        Map<String, String> headers = Json.tolerant()
                .readValue(letter.header(ORIGINAL), new TypeReference<Map<String, String>>() {
                });
        return new Delivery(letter.key(), headers, letter.payload());
    }
}
