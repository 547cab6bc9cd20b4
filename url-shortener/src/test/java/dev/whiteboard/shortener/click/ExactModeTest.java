package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.ShortenerApplication;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exact mode: no redirect without its click, whatever is killed. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class ExactModeTest {
    private static final Map<String, String> EXACT = Map.of("whiteboard.clicks.mode", "exact");
    private static final int CLIENTS = 8;

    @Test
    @Promise("shortener.exact-clicks")
    void aRedirectIsCountedWhenItIsAnsweredEvenWithKafkaHung(TestEnvironment environment, TestTokens tokens,
            Kafka kafka) {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener node = Shortener.on(nodes, tokens, EXACT);
            kafka.server().suspend();
            try {
                countedWhenAnswered(node);
            } finally {
                kafka.server().resume();
            }
        }
    }

    @Test
    @Promise(value = "shortener.exact-clicks", naive = true)
    void aSpooledClickIsNot(TestEnvironment environment, TestTokens tokens) {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener node = Shortener.on(nodes, tokens);
            Toy.mustFail(1, () -> countedWhenAnswered(node));
        }
    }

    @Test
    @Promise("shortener.exact-clicks")
    void withPostgresHungNobodyIsRedirectedUncounted(TestEnvironment environment, TestTokens tokens,
            Postgres postgres) {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener node = Shortener.on(nodes, tokens, EXACT);
            String key = node.shorten("https://example.org/hung", null);
            assertThat(node.follow(key).status()).isEqualTo(302);
            postgres.server().suspend();
            try {
                long before = System.nanoTime();
                Answer answer = node.follow(key);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("retry-after")).isNotEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            } finally {
                postgres.server().resume();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> node.follow(key).status() == 302);
            assertThat(total(node, key)).isBetween(2, 3);
        }
    }

    @Test
    @Promise("shortener.exact-clicks")
    void aKillLosesNoClickThatWasAnswered(TestEnvironment environment, TestTokens tokens) {
        int port = Ports.free(1_000, 2_000);
        var node = new Shortener(port, tokens);
        var answered = new AtomicInteger();
        String key;
        try (ForkedJvm process = start(environment, port)) {
            key = node.shorten("https://example.org/exact", null);
            Runnable client = () -> {
                try {
                    while (node.follow(key).status() == 302) {
                        answered.incrementAndGet();
                    }
                } catch (java.io.UncheckedIOException dead) {
                    // what was not answered is in doubt
                }
            };
            List<Thread> clients = Stream.generate(() -> Thread.startVirtualThread(client)).limit(CLIENTS).toList();
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > Scale.rounds(2_000));
            process.kill();
            for (Thread thread : clients) {
                await().until(() -> !thread.isAlive());
            }
        }
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener after = Shortener.on(nodes, tokens, EXACT);
            assertThat(total(after, key)).isBetween(answered.get(), answered.get() + CLIENTS);
            assertThat(after.get("/admin/shortener/reconcile", after.admin()).json().get("drift").asInt()).isZero();
        }
    }

    private static void countedWhenAnswered(Shortener node) {
        String key = node.shorten("https://example.org/exact", null);
        for (int click = 1; click <= Scale.rounds(200); click++) {
            assertThat(node.follow(key).status()).isEqualTo(302);
            assertThat(total(node, key)).isEqualTo(click);
        }
    }

    private static int total(Shortener node, String key) {
        return node.get("/api/v1/stats/" + key, null).json().get("total_clicks").asInt();
    }

    private static ForkedJvm start(TestEnvironment environment, int port) {
        return ForkedJvm.of(ShortenerApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .environment("SPOOL_FOLDER", Shortener.temporaryFolder()).environment("CLICK_MODE", "exact").start()
                .awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", Duration.ofSeconds(90));
    }
}
