package dev.whiteboard.common.outbox;

import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

@Servers({POSTGRES, KAFKA})
class OutboxRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEYS = 20;

    private static int topics;

    private static Db db;
    private static Kafka kafka;
    private static TestEnvironment environment;

    private final List<OutboxRelay> relays = new ArrayList<>();
    private final String topic = newTopic();

    @BeforeAll
    static void start(TestEnvironment given) {
        environment = given;
        db = Db.of(given.postgres());
        kafka = given.kafka();
    }

    @AfterEach
    void stop() {
        relays.forEach(OutboxRelay::stop);
        db.clock().reset();
        db.execute("TRUNCATE outbox, outbox_relay");
        db.execute("UPDATE outbox_shard SET owner = NULL, leased_until = '-infinity'");
    }

    @Test
    @Promise("outbox.replicas-share")
    void two_relays_share_the_shards_and_keep_every_key_in_order() {
        SimpleMeterRegistry one = new SimpleMeterRegistry();
        SimpleMeterRegistry two = new SimpleMeterRegistry();
        relay(one);
        relay(two);
        await().atMost(PATIENCE)
                .until(() -> one.get("whiteboard.outbox.shards").gauge().value() == 32
                        && two.get("whiteboard.outbox.shards").gauge().value() == 32);
        int events = Scale.rounds(20_000);
        append(events);
        arrivesInOrder(events);
        assertThat(one.get("whiteboard.outbox.sent").counter().count()).isPositive();
        assertThat(two.get("whiteboard.outbox.sent").counter().count()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox.read:3", "outbox.sent:3", "outbox.removed:3"})
    @Promise("outbox.crash-safe")
    void a_crash_anywhere_loses_nothing_and_keeps_every_key_in_order(String point) {
        nothingLostAfterCrash(RelayMain.class, point);
    }

    @Test
    @Promise(value = "outbox.crash-safe", naive = true)
    void removing_before_sending_loses_events() {
        Toy.mustFail(1, () -> nothingLostAfterCrash(NaiveRelayMain.class, "outbox.sent:3"));
    }

    private void nothingLostAfterCrash(Class<?> relay, String point) {
        int events = 400;
        append(events);
        try (ForkedJvm dying = ForkedJvm.of(relay).environment(environment.names()).crashAt(point).start()) {
            assertThat(dying.awaitExit(PATIENCE)).isEqualTo(ForkedJvm.KILLED);
        }
        db.clock().advance(Relays.LEASE.plusSeconds(1));
        relay(new SimpleMeterRegistry());
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
        arrivesInOrder(events);
    }

    @Test
    @Promise("outbox.frozen-relay")
    void a_relay_that_was_frozen_past_its_lease_does_not_disturb_the_order() {
        append(100);
        try (ForkedJvm frozen = ForkedJvm.of(RelayMain.class).environment(environment.names()).start()) {
            frozen.awaitLog("relaying", PATIENCE);
            append(3_000, 5);
            frozen.suspend();
            append(100, 155);
            db.clock().advance(Relays.LEASE.plusSeconds(1));
            relay(new SimpleMeterRegistry());
            await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
            frozen.resume();
            append(100, 160);
            arrivesInOrder(3_300);
        }
    }

    @Test
    @Promise("outbox.broker-down")
    void while_the_broker_is_away_business_goes_on_and_nothing_is_lost() {
        relay(new SimpleMeterRegistry());
        append(200);
        long slowest = 0;
        int appended = 200;
        for (boolean kill : new boolean[]{false, true}) {
            Runnable comeBack = goAway(kill);
            for (int i = 0; i < Scale.rounds(600); i += KEYS, appended += KEYS) {
                long started = System.nanoTime();
                append(KEYS, appended / KEYS);
                slowest = Math.max(slowest, System.nanoTime() - started);
            }
            assertThat(db.count("outbox")).isPositive();
            comeBack.run();
        }
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
        arrivesInOrder(appended);
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
    }

    @Test
    @Promise("outbox.broker-down")
    void ten_minutes_of_events_wait_for_the_broker_and_all_arrive_in_order() {
        int backlog = Scale.rounds(10 * 60 * 500);
        relay(new SimpleMeterRegistry(), 2_000);
        Runnable comeBack = goAway(true);
        appendSideBySide(backlog);
        assertThat(db.count("outbox")).isEqualTo(backlog);
        comeBack.run();
        arrivesInOrder(backlog);
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
    }

    private static Runnable goAway(boolean kill) {
        if (kill) {
            kafka.server().kill();
            return () -> kafka.server().start();
        }
        kafka.server().suspend();
        return () -> kafka.server().resume();
    }

    @Test
    void a_topic_that_is_missing_does_not_hold_up_the_others() {
        db.transactions()
                .executeWithoutResult(
                        _ -> Relays.outbox(db).append(new OutboxEvent("nowhere" + topic, "k", "x", null)));
        relay(new SimpleMeterRegistry());
        append(100);
        arrivesInOrder(100);
        kafka.createTopic("nowhere" + topic, 1);
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
    }

    @Test
    @Promise("outbox.throughput")
    void relays_three_thousand_events_a_second() {
        int events = Scale.rounds(200_000);
        appendSideBySide(events);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        long started = System.nanoTime();
        relay(meters, 2_000);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> db.count("outbox") == 0);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf("## outbox: %d events relayed in %.1f s = %.0f events/s%n", events, seconds,
                events / seconds);
        assertThat(events / seconds).isGreaterThan(3_000);
    }

    private void relay(SimpleMeterRegistry meters) {
        relay(meters, 200);
    }

    private void relay(SimpleMeterRegistry meters, int round) {
        OutboxRelay relay = Relays.relay(db, kafka.bootstrap(), kafka.topicPrefix(), round, meters);
        relays.add(relay);
        relay.start();
    }

    private void append(int events) {
        append(events, 0);
    }

    /** Appends events in turn to every key; the payload is the event's number within its key, from {@code first}. */
    private void append(int events, int first) {
        OutboxTable outbox = Relays.outbox(db);
        for (int done = 0; done < events; done += 1_000) {
            int from = done;
            db.transactions()
                    .executeWithoutResult(_ -> IntStream.range(from, Math.min(events, from + 1_000))
                            .forEach(i -> outbox
                                    .append(new OutboxEvent(topic, "key" + i % KEYS, "counted", first + i / KEYS))));
        }
    }

    /** The same by four writers, each of whom has keys of their own. */
    private void appendSideBySide(int events) {
        OutboxTable outbox = Relays.outbox(db);
        IntStream.range(0, 4).parallel().forEach(writer -> {
            for (int done = 0; done < events; done += 4_000) {
                int from = done;
                db.transactions()
                        .executeWithoutResult(_ -> IntStream.range(from, Math.min(events, from + 4_000))
                                .filter(i -> i % KEYS % 4 == writer)
                                .forEach(i -> outbox
                                        .append(new OutboxEvent(topic, "key" + i % KEYS, "counted", i / KEYS))));
            }
        });
    }

    /** Everything is there, and the first copies are in order within each key. */
    private void arrivesInOrder(int events) {
        Map<String, List<Integer>> firstCopies = new HashMap<>();
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<String, byte[]> reader = kafka.reader(topic)) {
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(100))) {
                    int number = Integer.parseInt(new String(record.value(), UTF_8));
                    if (seen.add(record.key() + "/" + number)) {
                        firstCopies.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(number);
                    }
                }
                return seen.size() >= events || (db.count("outbox") == 0 && caughtUp(reader));
            });
        }
        assertThat(seen).hasSize(events);
        firstCopies.values().forEach(numbers -> assertThat(numbers).isSorted());
    }

    private static boolean caughtUp(KafkaConsumer<?, ?> reader) {
        return reader.endOffsets(reader.assignment())
                .entrySet()
                .stream()
                .allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    private static String newTopic() {
        String name = "counted" + topics++;
        kafka.createTopic(name, 4);
        return name;
    }
}
