package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;

class CollapsingTest extends RunningGateway {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int OBJECT = 256 << 10;

    @Test
    @Promise("edge.cold-object-is-sent-once")
    void aThousandViewersOfOneColdObjectCostTheOriginOneAnswer() throws Exception {
        try (HttpClient viewers = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            check(target -> viewers.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target)).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).thenApply(HttpResponse::body));
        }
    }

    @Test
    @Promise(value = "edge.cold-object-is-sent-once", naive = true)
    void lookingFirstAndFetchingThenSendsItToMany() throws Exception {
        Map<String, byte[]> kept = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Toy.mustFail(3, () -> check(target -> CompletableFuture.supplyAsync(() -> {
                byte[] known = kept.get(target);
                if (known != null) {
                    return known;
                }
                byte[] fetched = http.sendAsync(HttpRequest.newBuilder(URI.create(VIDEO.url() + target)).build(),
                        HttpResponse.BodyHandlers.ofByteArray()).join().body();
                kept.put(target, fetched);
                return fetched;
            }, threads)));
        }
    }

    private static void check(Function<String, CompletableFuture<byte[]>> viewer) throws Exception {
        int viewers = Scale.rounds(1000);
        String path = "/media/videos/vid_cold" + NUMBER.incrementAndGet() + "/seg.m4s";
        byte[] bytes = new byte[OBJECT];
        Seed.random("cold").nextBytes(bytes);
        MediaOrigin origin = new MediaOrigin();
        origin.put(path, bytes, "\"v1\"", "public, max-age=3600");
        CountDownLatch begun = new CountDownLatch(1);
        origin.pause(() -> {
            try {
                begun.await(300, TimeUnit.MILLISECONDS); // so that most come while it is coming in
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        VIDEO.behave(origin);
        Random order = Seed.random("viewers");
        List<CompletableFuture<byte[]>> answers = IntStream.range(0, viewers).mapToObj(i -> {
            if (order.nextInt(50) == 0) {
                Thread.onSpinWait();
            }
            return viewer.apply(path);
        }).toList();
        for (CompletableFuture<byte[]> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(bytes);
        }
        assertThat(origin.sent(path)).isEqualTo(1);
    }
}
