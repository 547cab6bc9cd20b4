package dev.whiteboard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Server;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A real Kafka, with a topic prefix of the class's own. Topics are named without it here. */
public final class Kafka {

    private final @Nullable KafkaServer server;
    private final String bootstrap;
    private final String topicPrefix;

    private Kafka(@Nullable KafkaServer server, String bootstrap, String topicPrefix) {
        this.server = server;
        this.bootstrap = bootstrap;
        this.topicPrefix = topicPrefix;
    }

    static Kafka fresh(int number) {
        KafkaLog.warningsOnly();
        String prefix = "test-%d-%d.".formatted(ProcessHandle.current().pid(), number);
        String other = System.getProperty("kafka", "");
        if (!other.isEmpty()) {
            return new Kafka(null, other, prefix);
        }
        KafkaServer server = SharedServers.kafka();
        return new Kafka(server, server.bootstrap(), prefix);
    }

    public String bootstrap() {
        return bootstrap;
    }

    public String topicPrefix() {
        return topicPrefix;
    }

    /** The topic's name on the broker. */
    public String topic(String name) {
        return topicPrefix + name;
    }

    /** Makes the topic unless it is there. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic(name), partitions, (short) 1))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Cannot create topic " + name, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A producer that waits for all replicas. The caller closes it. */
    public KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends one record and returns when the broker has it. */
    public void send(String name, String key, byte[] value, Map<String, String> headers) {
        var message = new ProducerRecord<>(topic(name), key, value);
        headers.forEach((header, text) -> message.headers().add(header,
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot send to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A consumer of all partitions of a topic from their beginning, outside any group. The caller closes it. */
    public KafkaConsumer<String, byte[]> reader(String name) {
        var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic(name)).stream()
                .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** The topic's first records, in order per partition; fails if there are not so many within that time. */
    public List<ConsumerRecord<String, byte[]>> read(String name, int count, Duration atMost) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        Instant deadline = Instant.now().plus(atMost);
        try (KafkaConsumer<String, byte[]> reader = reader(name)) {
            while (records.size() < count) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(
                            "%s holds %d records, not %d, after %s".formatted(name, records.size(), count, atMost));
                }
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The names of this class's topics. */
    public Set<String> topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listTopics().names().get().stream().filter(name -> name.startsWith(topicPrefix))
                    .map(name -> name.substring(topicPrefix.length()))
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot list topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Optional<KafkaServer> own() {
        return Optional.ofNullable(server);
    }

    /** The server, to break it. */
    public Server server() {
        if (server == null) {
            throw new IllegalStateException("-Dkafka names a server that is not ours to break");
        }
        return server;
    }

    /** Its names in the environment of a service. */
    public Map<String, String> environment() {
        return Map.of("KAFKA_BOOTSTRAP", bootstrap, "KAFKA_TOPIC_PREFIX", topicPrefix);
    }
}
