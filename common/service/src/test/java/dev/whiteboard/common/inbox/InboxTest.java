package dev.whiteboard.common.inbox;

import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.common.database.Db;
import org.springframework.context.SmartLifecycle;
import dev.whiteboard.common.outbox.Relays;
import dev.whiteboard.common.telemetry.Consumption;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

@Servers({POSTGRES, KAFKA})
class InboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEYS = 10;

    private static int tests;
    private static Db db;
    private static Kafka kafka;
    private static TestEnvironment environment;

    private final String name = "test" + tests++;
    private final String topic = "entries." + name;
    private final Ledger ledger = new Ledger(db, name, topic);
    private final List<Inboxes> started = new ArrayList<>();

    InboxTest() {
        kafka.createTopic(topic, 4);
        kafka.createTopic(topic + ".dlt", 1);
    }

    @BeforeAll
    static void start(TestEnvironment given) {
        environment = given;
        db = Db.of(given.postgres());
        db.execute(Ledger.TABLE);
        db.execute("CREATE TABLE poison (key text)");
        kafka = given.kafka();
    }

    @AfterEach
    void stop() {
        started.forEach(inboxes -> inboxes.consumers.stop());
        db.execute("TRUNCATE poison, parked_event, parked_key, outbox");
    }

    @Test
    @Promise("inbox.duplicates")
    void what_is_delivered_twice_has_one_effect() {
        int events = Scale.rounds(5_000);
        send(events, 3);
        consume();
        isComplete(events);
    }

    @Test
    @Promise("inbox.replay")
    void a_replay_from_the_beginning_has_no_second_effect() {
        send(200, 1);
        consume();
        isComplete(200);
        started.removeFirst().consumers.stop();
        Inboxes again = new Inboxes(db, kafka.bootstrap(), kafka.topicPrefix() + "again.", ledger);
        List<Delivery> all = kafka.read(topic, 200, PATIENCE).stream().map(InboxTest::delivery).toList();
        again.inbox.receive(again.subscription, all);
        isComplete(200);
    }

    @Test
    @Promise("inbox.poison-stalls-its-key")
    void a_poison_record_stalls_its_key_and_no_other() {
        ledger.poisoned.add("key3");
        send(200, 1);
        Inboxes inboxes = consume();
        await().atMost(PATIENCE)
                .until(() -> Ledger.size(db, name) == 200 - 200 / KEYS && waiting(inboxes) == 200 / KEYS);
        assertThat(Ledger.of(db, name, "key3")).isEmpty();
        send(100, 1, 20);
        await().atMost(PATIENCE).until(() -> waiting(inboxes) == 300 / KEYS);
        ledger.poisoned.clear();
        isComplete(300);
        await().atMost(PATIENCE).until(() -> db.count("parked_key") == 0);
    }

    @Test
    @Promise(value = "inbox.poison-stalls-its-key", naive = true)
    void skipping_what_fails_lets_later_records_overtake_it() {
        Toy.mustFail(1, () -> {
            ledger.poisoned.add("key3");
            send(200, 1);
            var subscription = new Subscription<>(ledger, Consumption.unrecorded());
            for (ConsumerRecord<String, byte[]> record : kafka.read(topic, 200, PATIENCE)) {
                if (record.key().equals("key3") && delivery(record).id().endsWith("/9")) {
                    ledger.poisoned.clear();
                }
                try {
                    db.transactions().executeWithoutResult(_ -> subscription.handle(List.of(delivery(record))));
                } catch (IllegalStateException skipped) {
                    ledger.poisoned.remove("none");
                }
            }
            assertThat(Ledger.of(db, name, "key3")).isEqualTo(IntStream.range(0, 20).boxed().toList());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox.handled:5", "inbox.committed:5", "inbox.parked:1", "inbox.retried:3"})
    @Promise("inbox.crash-safe")
    void a_crash_anywhere_neither_loses_nor_repeats(String point) {
        onceDespiteCrash(ConsumerMain.class, point);
    }

    @Test
    @Promise(value = "inbox.crash-safe", naive = true)
    void without_an_inbox_a_crash_repeats_effects() {
        Toy.mustFail(1, () -> onceDespiteCrash(NaiveConsumerMain.class, "inbox.committed:5"));
    }

    private void onceDespiteCrash(Class<?> main, String point) {
        boolean parks = point.startsWith("inbox.parked") || point.startsWith("inbox.retried");
        String poisoned = parks ? "poison0" : "key0";
        db.execute("INSERT INTO poison VALUES ('poison0')");
        send(400, 1, 0, poisoned);
        try (ForkedJvm dying = ForkedJvm.of(main)
                .environment(environment.names())
                .crashAt(point)
                .arguments(name, topic)
                .start()) {
            if (point.startsWith("inbox.retried")) {
                await().atMost(PATIENCE).until(() -> db.count("parked_event") == 40);
                db.execute("TRUNCATE poison");
            }
            assertThat(dying.awaitExit(PATIENCE)).isEqualTo(ForkedJvm.KILLED);
        }
        db.execute("TRUNCATE poison");
        consume();
        isComplete(400, poisoned);
    }

    @Test
    @Promise("inbox.rebalance")
    void consumers_that_come_and_go_neither_lose_nor_repeat_nor_reorder() {
        int events = 2_000;
        consume();
        for (int part = 0; part < 4; part++) {
            send(events / 4, 1, part * events / 4 / KEYS);
            Inboxes other = consume();
            await().atMost(PATIENCE).until(() -> Ledger.size(db, name) > 0);
            if (part % 2 == 1) {
                started.remove(other);
                other.consumers.stop();
            }
        }
        isComplete(events);
    }

    @Test
    @Promise("inbox.zombie")
    void a_consumer_that_wakes_up_late_repeats_nothing() {
        send(500, 1);
        List<Delivery> all = kafka.read(topic, 500, PATIENCE).stream().map(InboxTest::delivery).toList();
        Inboxes one = new Inboxes(db, kafka.bootstrap(), kafka.topicPrefix(), ledger);
        Race.of(4).run((int number) -> {
            for (int from = 0; from < all.size(); from += 20 + number) {
                one.inbox.receive(one.subscription, all.subList(from, Math.min(all.size(), from + 20 + number)));
            }
            return true;
        });
        assertThat(Ledger.size(db, name)).isEqualTo(500);
    }

    @Test
    @Promise("inbox.malformed")
    void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_flows() {
        var random = Seed.random("malformed");
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (int i = 0; i < 50; i++) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                producer.send(new ProducerRecord<>(kafka.topic(topic), i % 3 == 0 ? null : "key" + i, noise));
            }
        }
        send(100, 1);
        consume();
        isComplete(100);
        await().atMost(PATIENCE)
                .until(() -> db.count("outbox WHERE topic = '" + topic + ".dlt'") == 50 && db.count("parked_key") == 0);
        assertThat(db.count("inbox WHERE consumer = '" + name + "' AND outcome = 'dead'")).isEqualTo(50);
    }

    @Test
    @Promise("inbox.dead-letters")
    void what_was_given_up_comes_back_by_replay_and_has_one_effect() {
        ledger.poisoned.add("key3");
        send(50, 1);
        Inboxes inboxes = consume();
        await().atMost(PATIENCE).until(() -> waiting(inboxes) == 5);
        ParkedKey key = inboxes.parked.list(name, 0, 10).getFirst();
        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(
                        db.transactions()
                                .execute(_ -> inboxes.retries.buryFirst(key.id(), inboxes.subscription, "enough"))));
        ledger.poisoned.clear();
        await().atMost(PATIENCE).until(() -> Ledger.of(db, name, "key3").equals(List.of(1, 2, 3, 4)));
        SmartLifecycle relay = Relays.relay(db, kafka.bootstrap(), kafka.topicPrefix(), 100, new SimpleMeterRegistry());
        relay.start();
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
        relay.stop();
        assertThat(inboxes.replay.replay(inboxes.subscription)).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> Ledger.of(db, name, "key3").equals(List.of(1, 2, 3, 4, 0)));
        assertThat(inboxes.replay.replay(inboxes.subscription)).isZero();
        assertThat(Ledger.size(db, name)).isEqualTo(50);
    }

    private Inboxes consume() {
        Inboxes inboxes = new Inboxes(db, kafka.bootstrap(), kafka.topicPrefix(), ledger);
        started.add(inboxes);
        inboxes.consumers.start();
        return inboxes;
    }

    private long waiting(Inboxes inboxes) {
        return inboxes.parked.list(name, 0, 10).stream().mapToInt(ParkedKey::waiting).sum();
    }

    private void send(int events, int copies) {
        send(events, copies, 0);
    }

    private void send(int events, int copies, int first) {
        send(events, copies, first, "key0");
    }

    /** Events in turn to every key, numbered from {@code first} within it; some are sent again later. */
    private void send(int events, int copies, int first, String key0) {
        var random = Seed.random(name);
        try (KafkaProducer<String, byte[]> producer = kafka.producer()) {
            for (int i = 0; i < events; i++) {
                producer.send(entry(i, first, key0));
                for (int copy = 1; copy < copies; copy++) {
                    producer.send(entry(random.nextInt(i + 1), first, key0));
                }
            }
        }
    }

    private ProducerRecord<String, byte[]> entry(int i, int first, String key0) {
        int number = first + i / KEYS;
        String key = i % KEYS == 0 ? key0 : "key" + i % KEYS;
        var record = new ProducerRecord<>(kafka.topic(topic), key, ("{\"number\":" + number + "}").getBytes(UTF_8));
        record.headers().add("ce_id", (name + "/" + key + "/" + number).getBytes(UTF_8));
        record.headers().add("ce_type", "entered".getBytes(UTF_8));
        return record;
    }

    private void isComplete(int events) {
        isComplete(events, "key0");
    }

    /** Every event had its effect, once, in order within its key. */
    private void isComplete(int events, String key0) {
        await().atMost(PATIENCE).until(() -> Ledger.size(db, name) >= events);
        for (int key = 0; key < KEYS; key++) {
            assertThat(Ledger.of(db, name, key == 0 ? key0 : "key" + key))
                    .isEqualTo(IntStream.range(0, events / KEYS).boxed().toList());
        }
    }

    private static Delivery delivery(ConsumerRecord<String, byte[]> record) {
        return Delivery.of(new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.timestamp(),
                record.timestampType(), record.serializedKeySize(), record.serializedValueSize(),
                record.key() == null ? null : record.key().getBytes(UTF_8), record.value(), record.headers(),
                record.leaderEpoch()));
    }
}
