package dev.whiteboard.shortener.click;

import dev.whiteboard.common.database.Chore;
import dev.whiteboard.common.event.EventRecords;
import dev.whiteboard.common.event.TopicNames;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.shortener.click.spool.Spool;
import dev.whiteboard.shortener.clock.DatabaseTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Wires the way of a click. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClickProperties.class)
class ClickConfiguration {
    private static final int MOST_AT_ONCE = 2_000;
    private static final int DEAD_LETTER_BYTES = 4 * 1024 * 1024;

    @Bean
    NewTopic clicks(ClickProperties properties) {
        return new NewTopic(ClickEvent.TOPIC, properties.partitions(), (short) -1);
    }

    @Bean
    NewTopic deadClicksTopic() {
        return TopicBuilder.name(DeadClicks.TOPIC)
                .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_BYTES))
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1").build();
    }

    @Bean
    Visitors visitors() {
        return new Visitors();
    }

    @Bean
    Chore visitorSalts(JdbcClient jdbc, Visitors visitors) {
        var salts = new VisitorSalts(jdbc, visitors);
        salts.refresh();
        return new Chore("visitor-salts", Duration.ofMinutes(10), salts::refresh);
    }

    @Bean
    Chore clickMonths(JdbcClient jdbc, ClickProperties properties) {
        var months = new ClickMonths(jdbc, properties.monthsAhead(), properties.retention());
        months.make();
        return new Chore("click-months", Duration.ofHours(1), months::keep);
    }

    @Bean
    Spool clickSpool(ClickProperties properties) {
        return Spool.open(properties.spoolFolder(), properties.segmentBytes().toBytes(),
                properties.spoolBytes().toBytes());
    }

    @Bean
    Producer<byte[], byte[]> clickProducer(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    FlushMark flushMark() {
        return new FlushMark();
    }

    @Bean
    ClickForwarder clickForwarder(Spool spool, Producer<byte[], byte[]> clickProducer, EventRecords records,
            FlushMark flushMark, Progress progress, ClickProperties properties) {
        String node = NodeName.in(properties.spoolFolder());
        progress.join(node, properties.partitions());
        var marks = new ProgressMarks(node, clickProducer, records, Json.tolerant());
        return new ClickForwarder(spool, clickProducer, records, Json.tolerant(), flushMark, marks,
                new Pace(properties.forwardPerSecond()));
    }

    /**
     * Depends on the forwarder so that it is closed first, and the last clicks still find their way. Spool and forwarder
     * are there in the exact mode too: a former life may have left clicks, and others hear through them how far this node is.
     */
    @Bean
    ClickRecorder clickRecorder(Spool spool, Visitors visitors, ClickProperties properties, DatabaseTime time,
            FlushMark flushMark, MeterRegistry meters, ClickCounting counting, ClickForwarder forwarder) {
        var observer = new Observer(visitors);
        return switch (properties.mode()) {
            case SPOOLED -> new SpooledClicks(spool, observer, properties.flushInterval(), time, flushMark, meters);
            case EXACT -> new ExactClicks(counting, observer, properties.patience(), time, flushMark, meters);
        };
    }

    @Bean
    ClickConsumer clickConsumer(ClickCounting counting) {
        return new ClickConsumer(new ClickReader(Json.tolerant()), counting);
    }

    @Bean
    DeadClickReplay deadClickReplay(KafkaProperties kafka, TopicNames names, ClickCounting counting) {
        return new DeadClickReplay(consumers(kafka), names, new ClickReader(Json.tolerant()), counting);
    }

    /** Batches; whatever fails, the database above all, is tried again until it works, for a click is never skipped. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> clickListeners(KafkaProperties kafka) {
        var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
        factory.setConsumerFactory(consumers(kafka));
        factory.setBatchListener(true);
        var forEver = new ExponentialBackOff(200, 2);
        forEver.setMaxInterval(5_000);
        var again = new DefaultErrorHandler(forEver);
        again.setRetryListeners(new ClickRetries());
        factory.setCommonErrorHandler(again);
        return factory;
    }

    private static ConsumerFactory<byte[], byte[]> consumers(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 128 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
