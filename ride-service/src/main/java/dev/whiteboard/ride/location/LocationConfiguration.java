package dev.whiteboard.ride.location;

import com.uber.h3core.H3Core;
import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.TopicNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Wires the two indexes and what feeds them. */
@Configuration(proxyBeanMethods = false)
class LocationConfiguration {
    private static final int PARTITIONS = 12;
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);
    /** Long enough to judge a driver's next position by the last one. */
    private static final int FORGET_AFTER = 3;

    @Bean
    NewTopic positionsTopic() {
        return TopicBuilder.name(PositionFeed.TOPIC).partitions(PARTITIONS)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(HISTORY.toMillis())).build();
    }

    @Bean
    H3Index h3Index(H3Core h3) {
        return new H3Index(h3);
    }

    @Bean
    RedisPositions redisPositions(@Value("${REDIS_URL}") String url) {
        return new RedisPositions(url);
    }

    @Bean
    PositionFeed positionFeed(KafkaProperties kafka, EventRecords records, TopicNames names, Clock clock,
            LocationProperties properties, H3Index index, MeterRegistry meters) {
        PositionFeed feed = new PositionFeed(connections(kafka), records, names, clock, properties.fresh(),
                index::put);
        FunctionCounter.builder("whiteboard.ride.positions.lost", feed, PositionFeed::lost)
                .description("Positions that Kafka did not take").register(meters);
        return feed;
    }

    @Bean
    Chore forgetPositions(H3Index index, LocationProperties properties, Clock clock) {
        return new Chore("forget-positions", FORGET_EVERY, () -> index
                .forgetBefore(clock.instant().minus(properties.fresh().multipliedBy(FORGET_AFTER))));
    }

    private static PositionFeed.Connections connections(KafkaProperties kafka) {
        return new PositionFeed.Connections() {
            @Override
            public Producer<byte[], byte[]> producer() {
                Map<String, Object> config = kafka.buildProducerProperties();
                config.put(ProducerConfig.ACKS_CONFIG, "1");
                config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
                config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
                // While Kafka is away a driver's request does not wait for it, or this long if it has never been there.
                config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
                config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
                config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
                return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            }

            @Override
            public Consumer<byte[], byte[]> consumer() {
                Map<String, Object> config = kafka.buildConsumerProperties();
                config.remove(ConsumerConfig.GROUP_ID_CONFIG);
                config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
                config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
                config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
                config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
                return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }
        };
    }
}
