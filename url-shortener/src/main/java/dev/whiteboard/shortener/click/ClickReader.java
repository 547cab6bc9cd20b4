package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.event.CloudEvents;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.json.JsonMapper;

/** Sorts records into a batch: clicks, marks, and what is neither. No record makes it fail, or it would hold up all behind it. */
final class ClickReader {
    private final JsonMapper json;

    ClickReader(JsonMapper json) {
        this.json = json;
    }

    void read(ConsumerRecord<byte[], byte[]> message, ClickBatch batch) {
        try {
            switch (type(message)) {
                case ClickEvent.TYPE -> batch.add(value(message.value(), ClickEvent.class));
                case ProgressEvent.TYPE ->
                    batch.mark(message.partition(), value(message.value(), ProgressEvent.class));
                default -> batch.unreadable(DeadClick.of(message, "its type is unknown"));
            }
        } catch (RuntimeException e) {
            batch.unreadable(DeadClick.of(message, e.toString()));
        }
    }

    /** A click that was given up; a mark that was is of no use any more. */
    void readAgain(DeadClick dead, ClickBatch batch) {
        try {
            if (ClickEvent.TYPE.equals(dead.headers().get(CloudEvents.TYPE))) {
                batch.add(value(dead.payload(), ClickEvent.class));
            } else {
                batch.unreadable(dead);
            }
        } catch (RuntimeException e) {
            batch.unreadable(dead.because(e.toString()));
        }
    }

    private <T> T value(byte[] json, Class<T> type) {
        return Objects.requireNonNull(this.json.readValue(json, type), "null is no event");
    }

    private static String type(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(CloudEvents.TYPE);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
