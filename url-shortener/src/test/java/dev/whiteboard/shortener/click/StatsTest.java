package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the owner of a link learns of the requests that were made, on every dimension. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class StatsTest {
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";
    private static final String DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0";
    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TwoNodes nodes;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
    }

    @Test
    void everyDimensionSaysWhatTheRequestsSaid() {
        String key = nodes.one().shorten("https://example.org/stats", null);
        Instant before = Instant.now();
        click(nodes.one(), "GET", key, PHONE, "https://News.example/a?secret=1", "DE", "203.0.113.1");
        click(nodes.other(), "GET", key, PHONE, "https://news.example/b", "DE", "203.0.113.1");
        click(nodes.one(), "GET", key, DESK, "", "FR", "203.0.113.2");
        click(nodes.other(), "GET", key, BOT, "", "US", "203.0.113.3");
        click(nodes.one(), "HEAD", key, DESK, "", "FR", "203.0.113.4");
        Instant after = Instant.now();
        await().atMost(Duration.ofSeconds(30)).until(
                () -> Instant.parse(stats(key, "").get("counted_until").asString()).isAfter(after));
        JsonNode stats = stats(key, "?interval=hour");
        assertThat(stats.get("total_clicks").asInt()).isEqualTo(4);
        assertThat(stats.get("bot_clicks").asInt()).isEqualTo(1);
        assertThat(stats.get("unique_visitors").asInt()).as("the same phone once, bots not").isEqualTo(2);
        assertThat(map(stats, "referrers")).isEqualTo(Map.of("news.example", 2, "direct", 2));
        assertThat(map(stats, "countries")).isEqualTo(Map.of("DE", 2, "FR", 1, "US", 1));
        assertThat(map(stats, "devices")).isEqualTo(Map.of("mobile", 2, "desktop", 1, "other", 1));
        assertThat(map(stats, "browsers")).isEqualTo(Map.of("chrome", 2, "firefox", 1, "other", 1));
        assertThat(stats.get("series").valueStream().mapToInt(point -> point.get("clicks").asInt()).sum()).isEqualTo(4);
        assertThat(Instant.parse(stats.get("series").get(0).get("at").asString()))
                .isEqualTo(before.truncatedTo(ChronoUnit.HOURS));
        assertThat(stats(key, "?to=" + before.minus(2, ChronoUnit.HOURS)).get("total_clicks").asInt()).isZero();
    }

    @Test
    void redirectsAreTimedByHowTheyEnd() {
        MeterRegistry meters = nodes.one().node().bean(MeterRegistry.class);
        long redirected = timed(meters, "redirected");
        long missing = timed(meters, "not_found");
        String key = nodes.one().shorten("https://example.org/timed", null);
        nodes.one().follow(key);
        nodes.one().follow(key);
        nodes.one().follow("none-of-these");
        assertThat(timed(meters, "redirected") - redirected).isGreaterThanOrEqualTo(2);
        assertThat(timed(meters, "not_found") - missing).isGreaterThanOrEqualTo(1);
        assertThat(meters.get("shortener.redirects").tag("outcome", "redirected").timer().takeSnapshot()
                .histogramCounts()).hasSizeGreaterThan(5);
    }

    private static long timed(MeterRegistry meters, String outcome) {
        return meters.get("shortener.redirects").tag("outcome", outcome).timer().count();
    }

    private JsonNode stats(String key, String query) {
        return nodes.one().get("/api/v1/stats/" + key + query, null).json();
    }

    private static Map<String, Integer> map(JsonNode stats, String dimension) {
        return stats.get(dimension).propertyStream().collect(
                java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asInt()));
    }

    private static void click(Shortener node, String method, String key, String agent, String referrer, String country,
            String address) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (node.port() + 1_000) + "/" + key))
                .method(method, HttpRequest.BodyPublishers.noBody()).header("User-Agent", agent)
                .header("CF-IPCountry", country).header("X-Forwarded-For", address);
        if (!referrer.isEmpty()) {
            request.header("Referer", referrer);
        }
        try {
            assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(302);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
