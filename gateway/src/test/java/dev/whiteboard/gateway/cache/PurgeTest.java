package dev.whiteboard.gateway.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;

class PurgeTest extends RunningGateway {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String FOREVER = "public, max-age=31536000";

    @Autowired
    private ReactiveStringRedisTemplate redis;

    private final MediaOrigin origin = new MediaOrigin();

    @BeforeEach
    void serve() {
        VIDEO.behave(origin);
    }

    @Test
    void anAdministratorHasOneAddressOrAWholeVideoForgotten() {
        String video = "vid_u" + NUMBER.incrementAndGet();
        String one = "/media/videos/" + video + "/one.m4s";
        String two = "/media/videos/" + video + "/two.m4s";
        put(one, "old", "");
        put(two, "old", "");
        assertThat(get(one).body() + get(two).body()).isEqualTo("oldold");
        put(one, "new", "");
        put(two, "new", "");
        assertThat(post("/admin/edge/purge", "{\"paths\":[\"" + one + "\"]}", "Authorization",
                "Bearer " + TOKENS.token("usr_9", "admin")).statusCode()).isEqualTo(204);
        assertThat(get(one).body()).isEqualTo("new");
        assertThat(post("/admin/edge/purge", "{\"videos\":[\"" + video + "\"]}", "Authorization",
                "Bearer " + TOKENS.token("usr_9", "admin")).statusCode()).isEqualTo(204);
        assertThat(get(two).body()).isEqualTo("new");
        assertProblem(post("/admin/edge/purge", "{}", "Authorization", "Bearer " + TOKENS.token("usr_9", "admin")), 422,
                "VALIDATION_ERROR");
        assertProblem(post("/admin/edge/purge", "{\"videos\":[\"x\"]}", "Authorization",
                "Bearer " + TOKENS.token("usr_1")), 403, "FORBIDDEN");
    }

    @Test
    @Promise("edge.purge-reaches-every-gateway")
    void whatOneGatewayPurgesTheOthersForgetToo() {
        PurgeLog elsewhere = new PurgeLog(redis, System::nanoTime, Duration.ofMillis(50));
        int rounds = Scale.rounds(500);
        for (int round = 0; round < rounds; round++) {
            String video = "vid_o" + NUMBER.incrementAndGet();
            String path = "/media/videos/" + video + "/seg.m4s";
            String name = round % 3 == 0 ? video : round % 3 == 1 ? path : "poster-of-" + video;
            put(path, "old", name);
            assertThat(get(path).body()).isEqualTo("old");
            put(path, "new", name);
            elsewhere.write(List.of(name)).block();
            long purged = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5)).atMost(30, SECONDS).until(() -> get(path).body().equals("new"));
            assertThat(Duration.ofNanos(System.nanoTime() - purged)).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    @Promise("edge.purge-beats-a-fetch-under-way")
    void whatIsPurgedWhileItIsFetchedIsNotServedAfterwards() throws Exception {
        check(path -> send(request(path).GET()).body(),
                path -> assertThat(post("/admin/edge/purge", "{\"paths\":[\"" + path + "\"]}", "Authorization",
                        "Bearer " + TOKENS.token("usr_9", "admin")))
                        .extracting(HttpResponse::statusCode, HttpResponse::body).containsExactly(204, ""));
    }

    @Test
    @Promise(value = "edge.purge-beats-a-fetch-under-way", naive = true)
    void removingWhatIsThereForgetsWhatIsOnItsWay() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        Toy.mustFail(3, () -> check(path -> {
            String known = kept.get(path);
            if (known == null) {
                known = send(HttpRequest.newBuilder(URI.create(VIDEO.url() + path)).GET()).body();
                kept.put(path, known);
            }
            return known;
        }, kept::remove));
    }

    private void check(Function<String, String> read, Consumer<String> purge) throws Exception {
        int rounds = Scale.rounds(500);
        for (int round = 0; round < rounds; round++) {
            String path = "/media/videos/vid_r" + NUMBER.incrementAndGet() + "/seg.m4s";
            put(path, "old!", "");
            CountDownLatch reached = new CountDownLatch(1);
            Semaphore go = new Semaphore(0);
            origin.pause(() -> {
                reached.countDown();
                hold(go);
            });
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> read.apply(path));
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
            put(path, "new!", "");
            purge.accept(path);
            CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> read.apply(path));
            go.release(1000);
            assertThat(first.get(30, TimeUnit.SECONDS)).isIn("old!", "new!");
            second.get(30, TimeUnit.SECONDS);
            assertThat(read.apply(path)).isEqualTo("new!");
        }
    }

    private static void hold(Semaphore go) throws IOException {
        try {
            if (!go.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new IOException("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(String path, String text, String surrogateKey) {
        String tag = "\"" + text + "\"";
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (surrogateKey.isEmpty()) {
            origin.put(path, bytes, tag, FOREVER);
        } else {
            origin.put(path, bytes, tag, FOREVER, "Surrogate-Key", "other " + surrogateKey);
        }
    }
}
