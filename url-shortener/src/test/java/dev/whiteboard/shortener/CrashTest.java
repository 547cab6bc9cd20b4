package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service in a process of its own, killed in the middle of what it does; then started again on the same spool. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String[] POINTS = {"clicks.sent", "clicks.polled", "clicks.counted"};

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
        int atLeast = clicks;
        String counted = key;
        try (ForkedJvm _ = start(environment)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(total(shortener, counted)).isEqualTo(spooled(environment, atLeast)));
            assertThat(shortener.get("/admin/shortener/reconcile", shortener.admin()).json().get("drift").asInt())
                    .isZero();
        }
    }

    @Test
    @Promise("shortener.acknowledged-links-last")
    void everyAcknowledgedLinkLeadsOnAfterAKill(TestEnvironment environment, TestTokens tokens) {
        var shortener = new Shortener(port, tokens);
        Map<String, String> told = new ConcurrentHashMap<>();
        try (ForkedJvm process = start(environment)) {
            var sent = new AtomicInteger();
            Runnable client = () -> {
                try {
                    while (process.isAlive()) {
                        String url = "https://example.org/kill/" + sent.incrementAndGet();
                        told.put(shortener.shorten(url, null), url);
                    }
                } catch (java.io.UncheckedIOException killed) {
                    // what was not acknowledged is not promised
                }
            };
            var clients = java.util.stream.Stream.generate(() -> Thread.startVirtualThread(client)).limit(8).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > 200);
            process.kill();
            for (Thread thread : clients) {
                await().until(() -> !thread.isAlive());
            }
        }
        try (ForkedJvm _ = start(environment)) {
            told.forEach((key, url) -> assertThat(shortener.follow(key).header("location")).isEqualTo(url));
            for (int i = 0; i < 100; i++) {
                assertThat(told).doesNotContainKey(shortener.shorten("https://example.org/after", null));
            }
        }
    }

    /** Every click that was answered is counted, but those that only memory held when the process died: at most so many here. */
    private static int spooled(TestEnvironment environment, int answered) {
        int rows = JdbcClient.create(environment.postgres().dataSource()).sql("select count(*) from click")
                .query(Integer.class).single();
        assertThat(rows).isBetween(answered - POINTS.length, answered);
        return rows;
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

    private ForkedJvm start(TestEnvironment environment) {
        return plan(environment, "").start().awaitOk(readyUrl(), START);
    }

    private ForkedJvm.Plan plan(TestEnvironment environment, String crashPoint) {
        var plan = ForkedJvm.of(ShortenerApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .environment("SPOOL_FOLDER", spool);
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
