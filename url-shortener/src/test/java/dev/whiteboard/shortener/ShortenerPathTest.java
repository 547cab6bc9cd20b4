package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way on real servers: shorten, follow, be counted. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class ShortenerPathTest {
    private static Nodes nodes;
    private static Shortener shortener;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        nodes = Nodes.of(ShortenerApplication.class, environment.names());
        shortener = Shortener.on(nodes, tokens);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void aLinkIsMadeFollowedAndCounted() {
        Answer made = shortener.post("/api/v1/shorten",
                "{\"long_url\":\"https://example.org/very/long/path\"}", null);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String key = made.json().get("short_key").asString();
        assertThat(key).matches("[0-9A-Za-z]{7}");
        assertThat(made.json().get("short_url").asString()).isEqualTo("http://localhost:8080/" + key);
        assertThat(made.json().propertyNames()).containsExactly("short_key", "short_url", "long_url", "created_at",
                "expires_at");
        for (int i = 0; i < 3; i++) {
            Answer followed = shortener.follow(key);
            assertThat(followed.status()).isEqualTo(302);
            assertThat(followed.header("location")).isEqualTo("https://example.org/very/long/path");
            assertThat(followed.header("cache-control")).isEqualTo("no-store");
            assertThat(followed.header("x-request-id")).isNotEmpty();
            assertThat(followed.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        }
        assertThat(shortener.follow("HEAD", key).status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                shortener.get("/api/v1/stats/" + key, null).json().get("total_clicks").asInt()).isEqualTo(3));
        Answer stats = shortener.get("/api/v1/stats/" + key, null);
        assertThat(stats.json().get("unique_visitors").asInt()).as(stats.body()).isEqualTo(1);
        assertThat(stats.json().get("series").get(0).get("clicks").asInt()).isEqualTo(3);
        Answer drift = shortener.get("/admin/shortener/reconcile", shortener.admin());
        assertThat(drift.json().get("drift").asInt()).as(drift.body()).isZero();
    }
}
