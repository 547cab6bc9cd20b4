package dev.whiteboard.billing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
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
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All commands that ever were, from the beginning, into the running service: nothing changes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class ReplayTest {
    private static final List<String> TABLES = List.of("payment", "operation", "payment_command", "ledger_entry",
            "ledger_posting", "ledger_account");

    @Test
    @Promise("billing.replay")
    void theWholeTopicAgainChangesNoRow(TestEnvironment environment, TestTokens tokens, DataSource database) {
        Billing billing = Billing.on(environment, tokens);
        JdbcClient jdbc = JdbcClient.create(database);
        int orders = Scale.rounds(200);
        for (int i = 0; i < orders; i++) {
            String order = Billing.reference();
            billing.command(order, """
                    {"command":"charge","payment_key":"%1$s/pay","reference":"%1$s","customer_id":"%2$s",\
                    "method":"%3$s","amount":"1.00","currency":"USD"}""".formatted(order, Billing.CUSTOMER,
                    i % 5 == 0 ? "tok_declined" : "tok_visa"), "charge-" + order);
        }
        await().atMost(Billing.PATIENCE).until(() -> open(jdbc) == 0 && handled(jdbc) >= orders);
        await().atMost(Billing.PATIENCE).until(() -> billing.report().get("webhooks").get("waiting").asInt() == 0);
        Map<String, String> before = hashes(jdbc);
        long asked = billing.report().get("asked").size();
        List<ConsumerRecord<String, byte[]>> all = commands(environment.kafka());
        assertThat(all).hasSizeGreaterThanOrEqualTo(orders);
        send(environment.kafka(), all);
        String last = Billing.reference();
        billing.command(last, "{\"command\":\"nothing\",\"payment_key\":\"x\",\"reference\":\"%s\"}".formatted(last),
                "last-" + last);
        awaitConsumed(environment.kafka(), jdbc);
        assertThat(open(jdbc)).isZero();
        assertThat(hashes(jdbc)).isEqualTo(before);
        assertThat(billing.report().get("asked").size()).isEqualTo((int) asked);
        billing.assertBalanced();
    }

    @Test
    @Promise(value = "billing.replay", naive = true)
    void chargingForWhateverARecordSaysChargesAgain(TestEnvironment environment, TestTokens tokens) {
        Billing billing = Billing.on(environment, tokens);
        var naive = new NaiveCharges(billing.pspUrl());
        Toy.mustFail(1, () -> {
            String order = Billing.reference();
            List<String> topic = List.of(order);
            topic.forEach(record -> naive.charge(record, 100));
            topic.forEach(record -> naive.charge(record, 100)); // from the beginning
            assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
        });
    }

    /** A command a partition, after everything: when the last is handled, so is all before it. */
    private static void awaitConsumed(Kafka kafka, JdbcClient jdbc) {
        List<String> marks = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (int partition = 0; partition < 12; partition++) {
                var mark = new ProducerRecord<>(kafka.topic("billing.commands.v1"), partition, "mark",
                        "{\"command\":\"nothing\",\"payment_key\":\"x\",\"reference\":\"mark\"}".getBytes(UTF_8));
                marks.add("mark-" + partition + "-" + System.nanoTime());
                mark.headers().add("ce_id", marks.getLast().getBytes(UTF_8));
                producer.send(mark);
            }
        }
        await().atMost(Billing.PATIENCE).until(() -> jdbc.sql("select count(*) from inbox where event_id in (:marks)")
                .param("marks", marks).query(Integer.class).single() == marks.size());
    }

    private static void send(Kafka kafka, List<ConsumerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            records.forEach(
                    record -> producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key(),
                            record.value(), record.headers())));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> commands(Kafka kafka) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> reader = kafka.reader("billing.commands.v1")) {
            var ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(50)).forEach(all::add);
            }
        }
        return all;
    }

    private static long open(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from operation where due_at is not null").query(Long.class).single();
    }

    private static long handled(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from inbox where event_id like 'charge-%'").query(Long.class).single();
    }

    private static Map<String, String> hashes(JdbcClient jdbc) {
        Map<String, String> hashes = new TreeMap<>();
        for (String table : TABLES) {
            hashes.put(table, jdbc.sql("select md5(string_agg(t::text, ',' order by t::text)) from " + table + " t")
                    .query(String.class).single());
        }
        return hashes;
    }
}
