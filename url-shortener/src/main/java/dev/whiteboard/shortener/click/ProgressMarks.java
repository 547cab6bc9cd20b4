package dev.whiteboard.shortener.click;

import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends {@link ProgressEvent}s behind the clicks they speak of: within a partition Kafka keeps the order, so a consumer
 * that has reached the mark has counted all before it. At most one a second, and one in ten seconds while nobody clicks.
 */
final class ProgressMarks {
    /** A click gets its time on an event loop and reaches the recorder's queue a moment later; nobody pauses this long in between. */
    private static final long MARGIN_MILLIS = 1_000;
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long IDLE_PAUSE = Duration.ofSeconds(10).toNanos();

    private final String node;
    private final Producer<byte[], byte[]> kafka;
    private final EventRecords records;
    private final JsonMapper json;
    private long lastClick;
    private long lastMark;
    private long sentAt = System.nanoTime() - PAUSE;

    ProgressMarks(String node, Producer<byte[], byte[]> kafka, EventRecords records, JsonMapper json) {
        this.node = node;
        this.kafka = kafka;
        this.records = records;
        this.json = json;
    }

    /** Kafka has all clicks up to this one. */
    void sentClick(long millis) {
        lastClick = Math.max(lastClick, millis);
        mark(millis - MARGIN_MILLIS);
    }

    /** Kafka has all that was in the spool at this time. */
    void sentAll(long millis) {
        mark(millis - MARGIN_MILLIS);
    }

    private void mark(long millis) {
        long pause = lastMark > lastClick ? IDLE_PAUSE : PAUSE;
        if (millis > lastMark && System.nanoTime() - sentAt >= pause) {
            send(Instant.ofEpochMilli(millis));
            lastMark = millis;
            sentAt = System.nanoTime();
        }
    }

    /** This node leaves, and nothing of it is left behind. */
    void leave() {
        send(null);
        kafka.flush();
    }

    private void send(@Nullable Instant until) {
        var event = new OutgoingEvent(ClickEvent.TOPIC, node, ProgressEvent.TYPE, UUID.randomUUID().toString(),
                until == null ? Instant.ofEpochMilli(lastMark) : until, null,
                json.writeValueAsBytes(new ProgressEvent(node, until)), Map.of());
        ProducerRecord<byte[], byte[]> mark = records.record(event);
        for (PartitionInfo partition : kafka.partitionsFor(mark.topic())) {
            kafka.send(new ProducerRecord<>(mark.topic(), partition.partition(), mark.key(), mark.value(),
                    mark.headers()));
        }
    }
}
