package dev.whiteboard.commerce.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.commerce.CommerceApplication;
import dev.whiteboard.commerce.Shop;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Elasticsearch;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elasticsearch is gone, or hangs. */
@Servers({POSTGRES, REDIS, KAFKA, ELASTICSEARCH})
class SearchAwayTest {
    /** The service waits a second; the rest is for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(15);
    private static Nodes nodes;
    private static Shop shop;

    @BeforeAll
    static void open(TestEnvironment environment, TestTokens tokens) {
        nodes = Nodes.of(CommerceApplication.class, environment.names());
        shop = Shop.start(nodes, tokens,
                Map.of("whiteboard.search.patience", "1s", "whiteboard.search.connect-patience", "500ms",
                        "whiteboard.search.feed-patience", "3s"));
    }

    @AfterAll
    static void end() {
        nodes.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "frozen"})
    @Promise("commerce.search-away-is-said")
    void whoSearchesIsToldSoonAndEverythingElseGoesOn(String how, Elasticsearch elasticsearch) {
        String before = shop.sell("usr_seller", "Astrolabe " + how, "20", "home");
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(shop.found("q=astrolabe+" + how)).contains(before));
        if (how.equals("killed")) {
            elasticsearch.server().kill();
        } else {
            elasticsearch.server().suspend();
        }
        String after;
        try {
            for (int i = 0; i < 15; i++) {
                Answer answer = toldSoon(SOON, () -> shop.get("/api/v1/search?q=astrolabe"));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
            }
            assertThat(shop.get("/api/v1/search/suggest?q=astro").status()).isEqualTo(503);
            assertThat(shop.get("/api/v1/products/" + before).status()).isEqualTo(200);
            assertThat(shop.get("/api/v1/products?category=home&sort=price_asc").status()).isEqualTo(200);
            Answer related = shop.get("/api/v1/products/" + before + "/related");
            assertThat(related.status()).isEqualTo(200);
            assertThat(related.json().path("degraded").asBoolean()).isTrue();
            after = shop.sell("usr_seller", "Orrery " + how, "30", "home");
        } finally {
            elasticsearch.server().start();
            elasticsearch.server().resume();
        }
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(shop.found("q=orrery+" + how)).contains(after));
    }

    @Test
    @Promise(value = "commerce.search-away-is-said", naive = true)
    void whoWaitsForWhatHangsIsToldNothing(Elasticsearch elasticsearch) {
        elasticsearch.server().suspend();
        try {
            Toy.mustFail(1, () -> toldSoon(Duration.ofSeconds(1),
                    () -> Http.get(elasticsearch.url() + "/_search?q=astrolabe", null)));
        } finally {
            elasticsearch.server().resume();
        }
    }

    private static Answer toldSoon(Duration soon, Supplier<Answer> search) {
        var asked = CompletableFuture.supplyAsync(search, Thread::startVirtualThread);
        assertThat(asked).succeedsWithin(soon);
        return asked.join();
    }
}
