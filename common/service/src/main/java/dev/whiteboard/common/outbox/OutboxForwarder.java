package dev.whiteboard.common.outbox;

import dev.whiteboard.common.event.OutgoingEvent;

/** Sends on, inside the caller's transaction, an event that exists already: it keeps its id, its bytes and its headers. */
@FunctionalInterface
public interface OutboxForwarder {

    /**
     * Writes {@code event} down to be sent to its topic; the order and the transaction are those of {@link Outbox}.
     *
     * @throws IllegalStateException if there is no transaction
     */
    void forward(OutgoingEvent event);
}
