package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service in a process of its own, killed in the middle of what it does; then a node goes on with the same spool. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String[] POINTS = {"clicks.spooled", "clicks.sent", "clicks.polled", "clicks.stored",
        "clicks.uncommitted", "clicks.counted"};
    private static final int CLIENTS = 4;
    private static final Duration FLUSH = Duration.ofMillis(100);

    private final String spool = Shortener.temporaryFolder();
    private final int port = portBelowTheEphemeralOnes();

    @Test
    @Promise("shortener.clicks-counted-once")
    @Promise("shortener.clicks-survive-a-crash")
    void aCrashAtAnyPointOfAClicksWayLosesNoneAndCountsNoneTwice(TestEnvironment environment, TestTokens tokens) {
        var shortener = new Shortener(port, tokens);
        String key = null;
        int clicks = 0;
        for (String point : POINTS) {
            try (ForkedJvm process = plan(environment, point).start()) {
                await().atMost(START).until(() -> !process.isAlive() || ready());
                if (key == null) {
                    key = shortener.shorten("https://example.org/crash", null);
                }
                clicks += clickUntilItDies(shortener, key, process);
            }
        }
        int answered = clicks;
        String counted = key;
        int total;
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener after = onTheSpool(nodes, tokens);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(total(after, counted)).isEqualTo(rows(environment, counted));
                assertThat(total(after, counted)).isBetween(answered - POINTS.length, answered);
            });
            total = total(after, counted);
            assertThat(drift(after)).isZero();
        }
        replayFromTheBeginning(environment.kafka());
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener after = onTheSpool(nodes, tokens);
            await().atMost(Duration.ofSeconds(60)).until(() -> consumed(environment.kafka()));
            // What the first node still had to send when it was asked is in the figures by now.
            assertThat(total(after, counted)).isBetween(total, answered).isEqualTo(rows(environment, counted));
            assertThat(drift(after)).isZero();
        }
    }

    @Test
    @Promise("shortener.clicks-survive-a-crash")
    @Promise("shortener.acknowledged-links-last")
    void aKillWhileKafkaHangsCostsNoLinkAndAtMostTheClicksOfAFlushInterval(TestEnvironment environment,
            TestTokens tokens) {
        var shortener = new Shortener(port, tokens);
        Queue<Long> answered = new ConcurrentLinkedQueue<>();
        Map<String, String> told = new ConcurrentHashMap<>();
        String key;
        long killed;
        try (ForkedJvm process = start(environment)) {
            key = shortener.shorten("https://example.org/kill", null);
            environment.kafka().server().suspend();
            var sent = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(untilItDies(() -> {
                    assertThat(shortener.follow(key).status()).isEqualTo(302);
                    answered.add(System.nanoTime());
                }));
                clients.add(untilItDies(() -> {
                    String url = "https://example.org/kill/" + sent.incrementAndGet();
                    told.put(shortener.shorten(url, null), url);
                }));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() > 500 && told.size() > 200);
            killed = System.nanoTime();
            process.kill();
            for (Thread client : clients) {
                await().until(() -> !client.isAlive());
            }
        } finally {
            environment.kafka().server().resume();
        }
        int all = answered.size();
        int late = (int) answered.stream().filter(at -> at > killed - FLUSH.toNanos()).count();
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener after = onTheSpool(nodes, tokens);
            told.forEach((link, url) -> assertThat(after.follow(link).header("location")).isEqualTo(url));
            for (int i = 0; i < 100; i++) {
                assertThat(told).doesNotContainKey(after.shorten("https://example.org/after", null));
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(
                    () -> assertThat(total(after, key)).isBetween(all - late, all + CLIENTS));
            assertThat(drift(after)).isZero();
        }
    }

    /** What was not answered is not promised. */
    private static Thread untilItDies(Runnable request) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    request.run();
                }
            } catch (java.io.UncheckedIOException dead) {
                // as it is meant to be
            }
        });
    }

    private static int rows(TestEnvironment environment, String key) {
        return JdbcClient.create(environment.postgres().dataSource())
                .sql("select count(*) from click where short_key = ?").param(key).query(Integer.class).single();
    }

    private static int drift(Shortener shortener) {
        return shortener.get("/admin/shortener/reconcile", shortener.admin()).json().get("drift").asInt();
    }

    private static void replayFromTheBeginning(Kafka kafka) {
        onGroup(kafka, (admin, group) -> {
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()
                    .forEach((partition, _) -> beginning.put(partition, new OffsetAndMetadata(0)));
            assertThat(beginning).isNotEmpty();
            return admin.alterConsumerGroupOffsets(group, beginning).all().get();
        });
    }

    /** Whether everything in the topic has been counted. */
    private static boolean consumed(Kafka kafka) {
        return onGroup(kafka, (admin, group) -> {
            var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            var ends = admin.listOffsets(offsets.keySet().stream()
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()))).all().get();
            return offsets.entrySet().stream()
                    .allMatch(entry -> entry.getValue().offset() >= ends.get(entry.getKey()).offset());
        });
    }

    private static <T> T onGroup(Kafka kafka, Question<T> question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            return question.ask(admin, kafka.topic("url-shortener.clicks"));
        } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Question<T> {
        T ask(Admin admin, String group) throws java.util.concurrent.ExecutionException, InterruptedException;
    }

    /** One click after the other, each given time to reach the spool, so that a crash can cost no more than the last. */
    private static int clickUntilItDies(Shortener shortener, String key, ForkedJvm process) {
        int clicks = 0;
        while (process.isAlive() && clicks < 50) {
            try {
                assertThat(shortener.follow(key).status()).isEqualTo(302);
                clicks++;
                await().pollDelay(Duration.ofMillis(150)).until(() -> true);
            } catch (java.io.UncheckedIOException died) {
                break;
            }
        }
        assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(ForkedJvm.KILLED);
        return clicks;
    }

    private static int total(Shortener shortener, String key) {
        return shortener.get("/api/v1/stats/" + key, null).json().get("total_clicks").asInt();
    }

    /** A node that goes on where the dead process was. */
    private Shortener onTheSpool(Nodes nodes, TestTokens tokens) {
        return Shortener.on(nodes, tokens, Map.of("SPOOL_FOLDER", spool));
    }

    private ForkedJvm start(TestEnvironment environment) {
        return plan(environment, "").start().awaitOk(readyUrl(), START);
    }

    private ForkedJvm.Plan plan(TestEnvironment environment, String crashPoint) {
        var plan = ForkedJvm.of(ShortenerApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .environment("SPOOL_FOLDER", spool).soonMissed();
        return crashPoint.isEmpty() ? plan : plan.crashAt(crashPoint);
    }

    private boolean ready() {
        try {
            return Shortener.status(readyUrl()) == 200;
        } catch (java.io.UncheckedIOException notYet) {
            return false;
        }
    }

    private String readyUrl() {
        return "http://127.0.0.1:" + (port + 2_000) + "/readyz";
    }

    private static int portBelowTheEphemeralOnes() {
        int port;
        do {
            port = Ports.free(1_000, 2_000);
        } while (port > 30_000);
        return port;
    }
}
