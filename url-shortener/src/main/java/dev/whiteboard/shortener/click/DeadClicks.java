package dev.whiteboard.shortener.click;

import dev.whiteboard.common.event.CloudEvents;
import dev.whiteboard.common.event.OutgoingEvent;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.outbox.OutboxForwarder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts what cannot be read into {@code shortener.clicks.v1.dlt}, bytes and headers as they came, through the outbox and in
 * the transaction that counts the clicks around it. A poll that is repeated after a crash may bury a record twice; that does
 * no harm, for a click that comes back is counted once by its id.
 */
@Component
class DeadClicks {
    static final String TOPIC = TopicNames.deadLetters(ClickEvent.TOPIC);
    private static final Logger LOG = LoggerFactory.getLogger(DeadClicks.class);

    private final OutboxForwarder outbox;
    private final Counter buried;

    DeadClicks(OutboxForwarder outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.buried = meters.counter("shortener.clicks.unreadable");
    }

    void bury(DeadClick dead) {
        LOG.warn("{} is no click that can be read and goes to {}: {}", dead.place(), TOPIC, dead.error());
        outbox.forward(new OutgoingEvent(TOPIC, dead.key(), dead.headers().getOrDefault(CloudEvents.TYPE, "unknown"),
                dead.headers().getOrDefault(CloudEvents.ID, dead.place()), Instant.EPOCH,
                dead.headers().get(CloudEvents.TRACEPARENT), dead.payload(),
                Map.of(DeadClick.CONSUMER, ClickConsumer.GROUP, DeadClick.ERROR, dead.error(), DeadClick.ORIGINAL,
                        Json.tolerant().writeValueAsString(dead.headers()))));
        buried.increment();
    }
}
