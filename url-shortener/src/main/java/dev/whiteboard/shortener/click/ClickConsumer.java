package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.event.CloudEvents;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what comes from Kafka. Delivery is at least once; the effect is exactly once, because an event that was stored
 * before adds nothing. Kafka's offsets are committed after the database, so they may lag behind it, never lead.
 */
class ClickConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ClickConsumer.class);

    private final ClickCounting counting;
    private final JsonMapper json;

    ClickConsumer(ClickCounting counting, JsonMapper json) {
        this.counting = counting;
        this.json = json;
    }

    @KafkaListener(id = "shortener.clicks", topics = "#{@topicNames.onBroker('" + ClickEvent.TOPIC
            + "')}", groupId = "#{@topicNames.onBroker('url-shortener.clicks')}", containerFactory = "clickListeners")
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ClickBatch();
        records.forEach(message -> read(message, batch));
        CrashPoint.reached("clicks.polled");
        counting.count(batch);
        CrashPoint.reached("clicks.counted");
    }

    private void read(ConsumerRecord<byte[], byte[]> message, ClickBatch batch) {
        try {
            switch (type(message)) {
                case ClickEvent.TYPE -> batch.add(json.readValue(message.value(), ClickEvent.class));
                case ProgressEvent.TYPE ->
                    batch.mark(message.partition(), json.readValue(message.value(), ProgressEvent.class));
                default -> LOG.warn("an event of an unknown type is left to newer versions: {}", type(message));
            }
        } catch (JacksonException e) {
            LOG.error("a record that is no click is skipped: {}-{} at {}", message.topic(), message.partition(),
                    message.offset());
        }
    }

    private static String type(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(CloudEvents.TYPE);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
