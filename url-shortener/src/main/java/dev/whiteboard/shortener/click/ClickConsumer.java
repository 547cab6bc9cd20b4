package dev.whiteboard.shortener.click;

import dev.whiteboard.common.crash.CrashPoint;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Counts what comes from Kafka. Delivery is at least once; the effect is exactly once, because an event that was stored
 * before adds nothing. Kafka's offsets are committed after the database, so they may lag behind it, never lead.
 */
class ClickConsumer {
    static final String GROUP = "url-shortener.clicks";

    private final ClickReader reader;
    private final ClickCounting counting;

    ClickConsumer(ClickReader reader, ClickCounting counting) {
        this.reader = reader;
        this.counting = counting;
    }

    @KafkaListener(id = "shortener.clicks", topics = "#{@topicNames.onBroker('" + ClickEvent.TOPIC
            + "')}", groupId = "#{@topicNames.onBroker('" + GROUP + "')}", containerFactory = "clickListeners")
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ClickBatch();
        records.forEach(message -> reader.read(message, batch));
        CrashPoint.reached("clicks.polled");
        counting.count(batch);
        CrashPoint.reached("clicks.counted");
    }
}
