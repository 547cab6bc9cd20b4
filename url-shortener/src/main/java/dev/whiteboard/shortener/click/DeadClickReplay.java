package dev.whiteboard.shortener.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.event.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Counts the dead letters that can be read by now, from where the last replay ended up to what is in the topic at its
 * beginning. What still cannot be read goes back to the end. A letter that is replayed twice is counted once.
 */
final class DeadClickReplay {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final TopicNames names;
    private final ClickReader reader;
    private final ClickCounting counting;

    DeadClickReplay(ConsumerFactory<byte[], byte[]> consumers, TopicNames names, ClickReader reader,
            ClickCounting counting) {
        this.consumers = consumers;
        this.names = names;
        this.reader = reader;
        this.counting = counting;
    }

    /** One replay at a time in this process; another process at the same time does no harm. */
    synchronized Replayed replay() {
        String topic = names.onBroker(DeadClicks.TOPIC);
        String group = names.onBroker(TopicNames.deadLetters(ClickConsumer.GROUP));
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(group, "replay")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            var all = new Replayed(0, 0);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
                List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
                Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    var partition = new TopicPartition(topic, letter.partition());
                    if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                        letters.add(letter);
                        read.put(partition, new OffsetAndMetadata(letter.offset() + 1));
                    }
                }
                all = all.plus(count(letters));
                consumer.commitSync(read, TIMEOUT);
            }
            return all;
        }
    }

    private Replayed count(List<ConsumerRecord<byte[], byte[]>> letters) {
        var batch = new ClickBatch();
        letters.stream().filter(DeadClickReplay::ours)
                .forEach(letter -> reader.readAgain(DeadClick.ofLetter(letter), batch));
        return new Replayed(counting.count(batch), batch.unreadable().size());
    }

    private static boolean ours(ConsumerRecord<byte[], byte[]> letter) {
        Header consumer = letter.headers().lastHeader(DeadClick.CONSUMER);
        return consumer != null && new String(consumer.value(), UTF_8).equals(ClickConsumer.GROUP);
    }

    /**
     * What became of the letters.
     *
     * @param counted how many clicks were counted that had not been before
     * @param unreadable how many still cannot be read
     */
    record Replayed(int counted, int unreadable) {
        Replayed plus(Replayed more) {
            return new Replayed(counted + more.counted, unreadable + more.unreadable);
        }
    }
}
