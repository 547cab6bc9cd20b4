package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a link that was changed on one node still leads to the old place on any node, while it is busy. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class StalenessTest {
    private static final String OWNER = "usr_staleness";
    private TwoNodes nodes;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        await().until(() -> nodes.one().node().bean(SharedCache.class).trusted()
                && nodes.other().node().bean(SharedCache.class).trusted());
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void aDisabledLinkIsGoneOnEveryNodeWithinASecond() {
        assertThat(lastRedirectAfter("{\"disabled\":true}", "PATCH")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void soIsADeletedOne() {
        assertThat(lastRedirectAfter("", "DELETE")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void withRedisHungItTakesFiveSecondsAtMost(Redis redis) {
        redis.server().suspend();
        try {
            assertThat(lastRedirectAfter("{\"disabled\":true}", "PATCH")).isLessThan(Duration.ofSeconds(5));
        } finally {
            redis.server().resume();
        }
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void aChangeMadeWithoutRedisIsNotUndoneByWhatRedisRemembers(Redis redis) {
        String token = nodes.one().token(OWNER);
        String key = nodes.one().shorten("https://example.org/old", token);
        assertThat(nodes.other().follow(key).status()).isEqualTo(302);
        redis.server().suspend();
        try {
            await().until(() -> nodes.one()
                    .call("PATCH", "/api/v1/links/" + key, "{\"long_url\":\"https://example.org/new\"}", token)
                    .status() == 200);
        } finally {
            redis.server().resume();
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> leadsTo(nodes.other(), key, "https://example.org/new")
                && leadsTo(nodes.one(), key, "https://example.org/new"));
        await().atMost(Duration.ofSeconds(10)).until(() -> nodes.other().node().bean(SharedCache.class).trusted());
        for (Shortener node : List.of(nodes.one(), nodes.other())) {
            node.node().bean(Targets.class).drop(key);
            assertThat(leadsTo(node, key, "https://example.org/new")).isTrue();
        }
    }

    @Test
    void anAliasThatWasAskedForInVainLeadsOnAtOnceWhereItWasMadeAndSoonElsewhere() {
        String alias = "late-" + System.nanoTime() % 1_000_000_000;
        assertThat(nodes.one().follow(alias).status()).isEqualTo(404);
        assertThat(nodes.other().follow(alias).status()).isEqualTo(404);
        assertThat(nodes.one()
                .post("/api/v1/shorten", "{\"long_url\":\"https://example.org/\",\"custom_alias\":\"" + alias + "\"}",
                        null)
                .status())
                .isEqualTo(201);
        assertThat(nodes.one().follow(alias).status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(1)).until(() -> nodes.other().follow(alias).status() == 302);
    }

    @Test
    void aLinkEndsAtItsInstant() {
        java.time.Instant end = java.time.Instant.now().plusSeconds(2);
        String key = nodes.one()
                .post("/api/v1/shorten", "{\"long_url\":\"https://example.org/\",\"expires_at\":\"" + end + "\"}", null)
                .json()
                .get("short_key").asString();
        long last = 0;
        while (nodes.other().follow(key).status() == 302) {
            last = System.currentTimeMillis();
        }
        assertThat(java.time.Instant.ofEpochMilli(last)).isBetween(end.minusMillis(300), end.plusMillis(100));
        assertThat(nodes.other().follow(key).status()).isEqualTo(410);
    }

    private Duration lastRedirectAfter(String body, String method) {
        String token = nodes.one().token(OWNER);
        String key = nodes.one().shorten("https://example.org/busy", token);
        var changed = new AtomicLong();
        var lastRedirect = new AtomicLong();
        var stop = new AtomicBoolean();
        Runnable client = () -> {
            for (int i = 0; !stop.get(); i++) {
                long asked = System.nanoTime();
                if (nodes.get(i).follow(key).status() == 302 && changed.get() > 0 && asked > changed.get()) {
                    lastRedirect.accumulateAndGet(asked, Math::max);
                }
            }
        };
        List<Thread> clients = List.of(Thread.startVirtualThread(client), Thread.startVirtualThread(client));
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(nodes.one().call(method, "/api/v1/links/" + key, body, token).status()).isIn(200, 204);
        changed.set(System.nanoTime());
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(100))
                .until(() -> nodes.one().follow(key).status() == 410 && nodes.other().follow(key).status() == 410);
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        stop.set(true);
        for (Thread thread : clients) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Duration.ofNanos(Math.max(0, lastRedirect.get() - changed.get()));
    }

    private static boolean leadsTo(Shortener node, String key, String url) {
        return node.follow(key).header("location").equals(url);
    }
}
