package dev.whiteboard.commerce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that billing ever said, once more from the beginning, into the running service: nothing changes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class ReplayTest {
    private static final String TOPIC = "billing.payments.v1";
    private static final int PARTITIONS = 12;
    private static final List<String> TABLES = List.of("orders", "order_line", "order_event", "stock",
            "stock_movement");

    @Test
    @Promise("commerce.replay")
    void theWholeTopicAgainChangesNoRow(TestEnvironment environment, TestTokens tokens, DataSource database) {
        Commerce commerce = Commerce.on(environment, tokens);
        JdbcClient jdbc = JdbcClient.create(database);
        Product lamp = commerce.product(50);
        String ada = commerce.newcomer();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            orders.add(commerce.order(lamp, 1, i % 4 == 0 ? "tok_declined" : "tok_visa", ada));
        }
        orders.forEach(order -> commerce.awaitSettled(order, ada));
        for (int i = 1; i < 12; i += 4) {
            commerce.action(orders.get(i), i == 1 ? "cancel" : "refund", ada);
        }
        commerce.assertChargesArePaidOrders();
        List<ConsumerRecord<String, byte[]>> all = all(environment.kafka());
        assertThat(all).hasSizeGreaterThan(24);
        changesNoRow(jdbc, TABLES, () -> {
            send(environment.kafka(), all, false);
            send(environment.kafka(), all, true);
            awaitConsumed(environment.kafka(), jdbc);
        });
        commerce.assertChargesArePaidOrders();
    }

    @Test
    @Promise(value = "commerce.replay", naive = true)
    void sellingWheneverAPaymentIsToldSellsItAgain(TestEnvironment environment, TestTokens tokens,
            DataSource database) {
        Commerce commerce = Commerce.on(environment, tokens);
        String ada = commerce.newcomer();
        commerce.await(commerce.order(commerce.product(1), 1, "tok_visa", ada), "paid", ada);
        List<ConsumerRecord<String, byte[]>> all = all(environment.kafka());
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_sold as select 0 as units").update();
        sell(jdbc, all);
        Toy.mustFail(1, () -> changesNoRow(jdbc, List.of("naive_sold"), () -> sell(jdbc, all)));
    }

    /** One unit for each payment that is told. */
    private static void sell(JdbcClient jdbc, List<ConsumerRecord<String, byte[]>> news) {
        for (ConsumerRecord<String, byte[]> told : news) {
            if (new String(told.value(), UTF_8).contains("\"status\":\"captured\"")) {
                jdbc.sql("update naive_sold set units = units + 1").update();
            }
        }
    }

    private static void changesNoRow(JdbcClient jdbc, List<String> tables, Runnable replay) {
        Map<String, String> before = hashes(jdbc, tables);
        replay.run();
        assertThat(hashes(jdbc, tables)).isEqualTo(before);
    }

    /** Under the ids of the first time, which the inbox knows, or under others, as if it had forgotten them. */
    private static void send(Kafka kafka, List<ConsumerRecord<String, byte[]>> records, boolean renamed) {
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (ConsumerRecord<String, byte[]> record : records) {
                var copy = new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(),
                        record.headers());
                if (renamed) {
                    copy.headers().remove("ce_id").add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
                }
                producer.send(copy);
            }
        }
    }

    /** A mark in each partition, after everything: when the last is handled, so is all before it. */
    private static void awaitConsumed(Kafka kafka, JdbcClient jdbc) {
        List<String> marks = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var mark = new ProducerRecord<>(kafka.topic(TOPIC), partition, "mark",
                        "{\"payment_key\":\"x\",\"reference\":\"mark\"}".getBytes(UTF_8));
                marks.add("mark-" + partition + "-" + UUID.randomUUID());
                mark.headers().add("ce_id", marks.getLast().getBytes(UTF_8));
                producer.send(mark);
            }
        }
        await().atMost(Commerce.PATIENCE).until(() -> jdbc.sql("select count(*) from inbox where event_id in (:marks)")
                .param("marks", marks).query(Integer.class).single() == marks.size());
    }

    private static List<ConsumerRecord<String, byte[]>> all(Kafka kafka) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (var reader = kafka.reader(TOPIC)) {
            var ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(50)).forEach(all::add);
            }
        }
        return all;
    }

    private static Map<String, String> hashes(JdbcClient jdbc, List<String> tables) {
        Map<String, String> hashes = new TreeMap<>();
        for (String table : tables) {
            hashes.put(table, jdbc.sql("select md5(string_agg(t::text, ',' order by t::text)) from " + table + " t")
                    .query(String.class).single());
        }
        return hashes;
    }
}
