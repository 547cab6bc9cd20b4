package dev.whiteboard.gateway.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;

/** What viewers see of the edge, over a real gateway and a real origin. */
class ServingTest extends RunningGateway {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final MediaOrigin origin = new MediaOrigin();
    private final String path = "/media/videos/vid_" + NUMBER.incrementAndGet() + "/360p/seg_1.m4s";

    @BeforeEach
    void serve() {
        VIDEO.behave(origin);
    }

    @Test
    void aSecondViewerIsServedFromTheEdge() {
        origin.put(path, TEN, "\"v1\"", FOREVER, "Surrogate-Key", "secret-name", "X-Powered-By", "hope");
        HttpResponse<String> first = get(path);
        HttpResponse<String> second = get(path);
        assertThat(first.body()).isEqualTo("0123456789").isEqualTo(second.body());
        assertThat(status(first)).startsWith("whiteboard; fwd=uri-miss; fwd-status=200; stored; ttl=31535");
        assertThat(status(second)).startsWith("whiteboard; hit; ttl=31535");
        assertThat(second.headers().map()).containsKeys("age", "etag", "x-request-id", "traceparent")
                .doesNotContainKeys("surrogate-key", "x-powered-by");
        assertThat(second.headers().firstValue("content-type")).hasValue("video/mp4");
        assertThat(second.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(second.headers().firstValue("accept-ranges")).hasValue("bytes");
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-3, 206, 0123, bytes 0-3/10", "bytes=4-, 206, 456789, bytes 4-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10", "bytes=9-99, 206, 9, bytes 9-9/10", "bytes=10-, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10", "'bytes=0-1,4-5', 200, 0123456789, ", "bytes=5-2, 200, 0123456789, ",
        "lines=1-2, 200, 0123456789, "})
    void rangesAreCutFromTheStoredAnswer(String range, int status, String body, String contentRange) {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        get(path);
        HttpResponse<String> part = get(path, "Range", range);
        assertThat(part.statusCode()).isEqualTo(status);
        assertThat(part.body()).isEqualTo(body);
        assertThat(part.headers().firstValue("content-range").orElse(null)).isEqualTo(contentRange);
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @Test
    void aRangeOfAColdObjectFetchesItOnce() {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        assertThat(get(path, "Range", "bytes=8-").body()).isEqualTo("89");
        assertThat(get(path, "Range", "bytes=0-1", "If-Range", "\"v1\"").body()).isEqualTo("01");
        assertThat(get(path, "Range", "bytes=0-1", "If-Range", "\"v0\"").body()).isEqualTo("0123456789");
        assertThat(VIDEO.lastHeaders()).doesNotContainKey("Range");
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        origin.put(path, TEN, "\"v1\"", FOREVER, "Last-Modified", "Thu, 19 Nov 2026 10:00:00 GMT");
        get(path);
        for (String[] condition : new String[][]{{"If-None-Match", "\"v0\", W/\"v1\""}, {"If-None-Match", "*"},
            {"If-Modified-Since", "Thu, 19 Nov 2026 10:00:00 GMT"}}) {
            HttpResponse<String> answer = get(path, condition);
            assertThat(answer.statusCode()).as(condition[0]).isEqualTo(304);
            assertThat(answer.headers().firstValue("etag")).hasValue("\"v1\"");
        }
        assertThat(get(path, "If-None-Match", "\"v0\"", "If-Modified-Since", "Thu, 19 Nov 2026 10:00:00 GMT")
                .statusCode()).isEqualTo(200);
        assertThat(get(path, "If-Modified-Since", "Thu, 19 Nov 2026 09:59:59 GMT").statusCode()).isEqualTo(200);
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @Test
    void headIsAnsweredLikeGetWithoutTheBody() throws IOException, InterruptedException {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> head = HTTP.send(request(path).HEAD().build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("content-length")).hasValue("10");
            assertThat(head.body()).isEmpty();
        }
        assertThat(get(path).body()).isEqualTo("0123456789");
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @Test
    void whatIsStaleIsConfirmedAndNotSentAgain() {
        origin.put(path, TEN, "\"v1\"", "no-cache");
        get(path);
        HttpResponse<String> second = get(path);
        assertThat(second.body()).isEqualTo("0123456789");
        assertThat(status(second)).startsWith("whiteboard; fwd=stale; fwd-status=304");
        origin.put(path, "new".getBytes(StandardCharsets.US_ASCII), "\"v2\"", "no-cache");
        HttpResponse<String> third = get(path);
        assertThat(third.body()).isEqualTo("new");
        assertThat(status(third)).startsWith("whiteboard; fwd=stale; fwd-status=200; stored");
        assertThat(origin.sent(path)).isEqualTo(2);
        assertThat(origin.confirmed(path)).isEqualTo(1);
    }

    @Test
    void whileItIsConfirmedTheStaleAnswerIsServed() {
        origin.put(path, TEN, "\"v1\"", "public, max-age=0, stale-while-revalidate=60");
        get(path);
        CountDownLatch held = new CountDownLatch(1);
        origin.put(path, "new".getBytes(StandardCharsets.US_ASCII), "\"v2\"",
                "public, max-age=60, stale-while-revalidate=60");
        origin.pause(() -> hold(held));
        assertThat(get(path).body()).isEqualTo("0123456789");
        held.countDown();
        await().atMost(30, SECONDS).until(() -> get(path).body().equals("new"));
    }

    @Test
    void whenTheOriginFailsTheStaleAnswerIsServed() {
        origin.put(path, TEN, "\"v1\"", "public, max-age=0, stale-if-error=600");
        get(path);
        VIDEO.kill();
        HttpResponse<String> answer = get(path);
        assertThat(answer.body()).isEqualTo("0123456789");
        assertThat(status(answer)).contains("detail=stale-if-error");
        assertProblem(get(path + "x"), 503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void freshMediaOutliveTheOriginWhilePurgesAreHeard() {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        get(path);
        VIDEO.kill();
        await().pollDelay(3, SECONDS).atMost(60, SECONDS).untilAsserted(() -> { // longer than believed without asking
            HttpResponse<String> answer = get(path);
            assertThat(answer.body()).isEqualTo("0123456789");
            assertThat(status(answer)).contains("detail=stale-if-error");
        });
    }

    @Test
    void whatDependsOnAHeaderIsKeptForEachValue() {
        VIDEO.behave(exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
            exchange.getResponseHeaders().set("Vary", "Accept-Language, Origin");
            HostileUpstream.answer(exchange, 200, "text/plain",
                    exchange.getRequestHeaders().getFirst("Accept-Language"));
        });
        for (int round = 0; round < 3; round++) {
            assertThat(get(path, "Accept-Language", "de").body()).isEqualTo("de");
            assertThat(get(path, "Accept-Language", "fr").body()).isEqualTo("fr");
        }
        assertThat(VIDEO.calls()).isLessThanOrEqualTo(6).isGreaterThanOrEqualTo(2);
        assertThat(status(get(path, "Accept-Language", "fr"))).startsWith("whiteboard; hit");
    }

    @Test
    void whatIsNotThereIsRememberedForAMomentOnly() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> missing = get(path, "X-Request-Id", "r-" + i);
            assertProblem(missing, 404, "NOT_FOUND");
            assertThat(missing.body()).contains("urn:whiteboard:request:r-" + i);
        }
        assertThat(origin.sent(path)).isLessThan(5);
        origin.put(path, TEN, "\"v1\"", FOREVER);
        await().atMost(30, SECONDS).until(() -> get(path).statusCode() == 200);
    }

    @Test
    void anAnswerThatBreaksOffIsNeitherCompletedNorKept() {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        origin.pause(() -> {
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> get(path)).hasRootCauseInstanceOf(IOException.class);
        origin.pause(() -> {});
        await().atMost(30, SECONDS).ignoreExceptions().until(() -> get(path).body().equals("0123456789"));
    }

    @Test
    void viewersFollowAnAnswerThatIsStillComingIn() throws Exception {
        byte[] large = new byte[3 << 20];
        new java.util.Random(1).nextBytes(large);
        origin.put(path, large, "\"v1\"", FOREVER);
        CountDownLatch held = new CountDownLatch(1);
        origin.pause(() -> hold(held));
        CompletableFuture<HttpResponse<byte[]>> whole = HTTP.sendAsync(request(path).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> beginning = HTTP.send(request(path, "Range", "bytes=100-199").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(beginning.body()).isEqualTo(java.util.Arrays.copyOfRange(large, 100, 200));
        assertThat(whole).isNotDone();
        held.countDown();
        assertThat(whole.get(30, TimeUnit.SECONDS).body()).isEqualTo(large);
        assertThat(origin.sent(path)).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeToKeepIsPassedOn() throws Exception {
        byte[] large = new byte[5 << 20];
        new java.util.Random(2).nextBytes(large);
        origin.put(path, large, "\"v1\"", FOREVER);
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> answer = HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.body()).isEqualTo(large);
            assertThat(answer.headers().firstValue("cache-status").orElseThrow()).contains("fwd=uri-miss")
                    .doesNotContain("stored");
        }
    }

    @Test
    void pagesOfNamedOriginsGoTheLongWay() {
        origin.put(path, TEN, "\"v1\"", FOREVER);
        HttpResponse<String> answer = get(path, "Origin", "https://console.example");
        assertThat(answer.body()).isEqualTo("0123456789");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("https://console.example");
        assertThat(get(path, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(get(path, "Authorization", "Bearer nonsense").statusCode()).isEqualTo(401);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("cache-status").orElse("");
    }
}
