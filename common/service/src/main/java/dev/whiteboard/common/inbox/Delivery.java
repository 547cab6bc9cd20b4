package dev.whiteboard.common.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.event.CloudEvents;

/**
 * A record as it came, whatever it holds: it can be kept in a table and sent on even if it cannot be understood.
 *
 * @param headers as text; what Postgres cannot keep is replaced
 */
record Delivery(
        String key,
        Map<String, String> headers,
        byte @Nullable [] payload) {

    Delivery {
        headers = Map.copyOf(headers);
    }

    /** A record without a key is its own key, one without an id is named by its place: nothing is ever skipped. */
    static Delivery of(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(text(header.key().getBytes(UTF_8)), header.value() == null ? "" : text(header.value()));
        }
        headers.putIfAbsent(CloudEvents.ID, place);
        headers.putIfAbsent(CloudEvents.TYPE, "unknown");
        headers.putIfAbsent(CloudEvents.TIME, Instant.ofEpochMilli(record.timestamp()).toString());
        return new Delivery(record.key() == null ? place : text(record.key()), headers, record.value());
    }

    String id() {
        return header(CloudEvents.ID);
    }

    String type() {
        return header(CloudEvents.TYPE);
    }

    @Nullable
    String traceparent() {
        return headers.get(CloudEvents.TRACEPARENT);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8).replace('\0', '\uFFFD');
    }
}
