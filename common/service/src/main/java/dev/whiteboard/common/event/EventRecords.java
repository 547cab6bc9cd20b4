package dev.whiteboard.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.telemetry.TraceContext;

/**
 * Writes events as Kafka records in the binary mode of CloudEvents 1.0: attributes in {@code ce_} headers, JSON as the
 * value. The outbox uses it; so may a sender whose events are allowed to be lost (a click that is only counted).
 */
public final class EventRecords {
    private final TopicNames topics;
    private final String source;
    private final Clock clock;

    /** Writes records of the service that is named {@code application}. */
    public EventRecords(TopicNames topics, String application, Clock clock) {
        this.topics = topics;
        this.source = "/" + application;
        this.clock = clock;
    }

    /** A new event that happens now, outside of the outbox: the caller takes the risk of losing it. */
    public ProducerRecord<byte[], byte[]> now(String topic, String key, String type, Object payload) {
        return record(
                new OutgoingEvent(topic, key, type, UUID.randomUUID().toString(), clock.instant(),
                        TraceContext.current(),
                        Json.tolerant().writeValueAsBytes(payload), Map.of()));
    }

    /** The record of {@code event}. */
    public ProducerRecord<byte[], byte[]> record(OutgoingEvent event) {
        var sent = new ProducerRecord<byte[], byte[]>(topics.onBroker(event.topic()), event.key().getBytes(UTF_8),
                event.payload());
        Headers headers = sent.headers();
        add(headers, CloudEvents.SPEC_VERSION, "1.0");
        add(headers, CloudEvents.ID, event.id());
        add(headers, CloudEvents.SOURCE, source);
        add(headers, CloudEvents.TYPE, event.type());
        add(headers, CloudEvents.TIME, event.time().toString());
        add(headers, CloudEvents.CONTENT_TYPE, "application/json");
        add(headers, CloudEvents.TRACEPARENT, event.traceparent());
        event.headers().forEach((name, value) -> add(headers, name, value));
        return sent;
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }
}
