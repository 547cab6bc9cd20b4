package dev.whiteboard.ride.location;

import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;

/**
 * Every believed position, to Kafka and from there to every node: each reads all partitions, from so far back as a position
 * says where somebody is. So a node knows all drivers whatever node they talk to, and a node that has just started too.
 * A position that Kafka does not take is lost for the others, and the next one is not.
 */
final class PositionFeed implements SmartLifecycle {
    static final String TOPIC = "ride.positions.v1";
    private static final Logger LOG = LoggerFactory.getLogger(PositionFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final Connections connections;
    private final EventRecords records;
    private final String topic;
    private final Clock clock;
    private final Duration backlog;
    private final BiConsumer<String, Fix> hearer;
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    /** Makes Kafka's clients. */
    interface Connections {
        Producer<byte[], byte[]> producer();

        Consumer<byte[], byte[]> consumer();
    }

    PositionFeed(Connections connections, EventRecords records, TopicNames names, Clock clock, Duration backlog,
            BiConsumer<String, Fix> hearer) {
        this.connections = connections;
        this.records = records;
        this.topic = names.onBroker(TOPIC);
        this.clock = clock;
        this.backlog = backlog;
        this.hearer = hearer;
    }

    void tell(String city, List<Fix> fixes) {
        Producer<byte[], byte[]> to = producer;
        if (to == null) {
            return;
        }
        for (Fix fix : fixes) {
            try {
                to.send(records.now(TOPIC, fix.driverId(), "ride.position", FixEvent.of(city, fix)),
                        (_, failure) -> lost.addAndGet(failure == null ? 0 : 1));
            } catch (KafkaException away) {
                lost.incrementAndGet();
            }
        }
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void start() {
        running = true;
        producer = connections.producer();
        thread = Thread.ofPlatform().name("positions").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        Producer<byte[], byte[]> writing = producer;
        if (writing != null) {
            writing.close(Duration.ofSeconds(1));
        }
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listen() {
        while (running) {
            try (Consumer<byte[], byte[]> reading = connections.consumer()) {
                consumer = reading;
                if (seek(reading)) {
                    read(reading);
                }
            } catch (WakeupException stopped) {
                return;
            } catch (KafkaException away) {
                LOG.warn("Positions of other nodes are missing until Kafka is back: {}", away.toString());
            }
            rest();
        }
    }

    /** Whether the topic is there. */
    private boolean seek(Consumer<byte[], byte[]> reading) {
        List<TopicPartition> partitions = reading.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition())).toList();
        if (partitions.isEmpty()) {
            return false;
        }
        reading.assign(partitions);
        long since = clock.instant().minus(backlog).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> begins = reading.offsetsForTimes(times);
        partitions.forEach(partition -> {
            OffsetAndTimestamp begin = begins.get(partition);
            reading.seek(partition, begin == null ? ends.getOrDefault(partition, 0L) : begin.offset());
        });
        return true;
    }

    private void read(Consumer<byte[], byte[]> reading) {
        while (running) {
            reading.poll(POLL).forEach(record -> {
                try {
                    FixEvent event = Json.tolerant().readValue(record.value(), FixEvent.class);
                    hearer.accept(event.city(), event.fix());
                } catch (JacksonException | IllegalArgumentException unreadable) {
                    LOG.warn("A position cannot be read: {}", unreadable.toString());
                }
            });
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
