package dev.whiteboard.common.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.event.CloudEvents;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.telemetry.Consumption;
import tools.jackson.core.JacksonException;

/** A handler, how deliveries become its events, and how their traces go on in it. */
record Subscription<T>(
        EventHandler<T> handler,
        Consumption consumption) {

    String consumer() {
        return handler.consumer();
    }

    String topic() {
        return handler.topic();
    }

    /** Gives the handler what it subscribed to: in one call if it can take it, otherwise each in its own trace. */
    void handle(List<Delivery> deliveries) {
        if (handler instanceof EventBatchHandler<T> batch && !deliveries.isEmpty()) {
            List<Event<T>> events = deliveries.stream().map(this::read).toList();
            traced(deliveries, () -> batch.handleAll(events));
            return;
        }
        for (Delivery delivery : deliveries) {
            Event<T> event = read(delivery);
            traced(List.of(delivery), () -> handler.handle(event));
        }
    }

    private void traced(List<Delivery> deliveries, Runnable work) {
        List<String> traces = deliveries.stream().map(delivery -> delivery.header(CloudEvents.TRACEPARENT)).toList();
        consumption.of(consumer(), traces, work);
    }

    private Event<T> read(Delivery delivery) {
        try {
            return new Event<>(delivery.id(), delivery.type(), delivery.key(),
                    Instant.parse(delivery.header(CloudEvents.TIME)), payload(delivery.payload()));
        } catch (JacksonException | DateTimeException e) {
            throw new UnreadableEvent("no " + handler.payload().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private @Nullable T payload(byte @Nullable [] value) {
        return value == null ? null : Json.tolerant().readValue(value, handler.payload());
    }
}
