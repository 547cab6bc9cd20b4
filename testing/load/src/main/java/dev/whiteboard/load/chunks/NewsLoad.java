package dev.whiteboard.load.chunks;

import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.storage.StorageApplication;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the answer to a commit on one node to the return of a long poll on another: two nodes, a Postgres on which a commit
 * is on the disk, Redis between the nodes.
 */
final class NewsLoad {
    private static final int WARM = 300;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = TestTokens.instance().token("usr_news", "user");

    void run(int rounds) throws IOException, InterruptedException {
        Place place = Place.temporary();
        try (var postgres = PostgresServer.at(place, Ports.free(), true);
                var redis = RedisServer.at(place, Ports.free(), false);
                var s3 = S3Server.at(place, Ports.free(), "whiteboard", "whiteboard-secret")) {
            postgres.start();
            redis.start();
            s3.start();
            postgres.createDatabase("storage", "storage", "load");
            try (Nodes nodes = Nodes.of(StorageApplication.class, StorageNames.of(postgres, redis, s3))) {
                measure(nodes.start(Map.of()), nodes.start(Map.of()), rounds);
            }
        }
    }

    private void measure(Node one, Node other, int rounds) throws IOException, InterruptedException {
        long[] sinceSent = new long[rounds];
        long[] sinceAnswered = new long[rounds];
        String cursor = cursor(get(other.url() + "/api/v1/sync"));
        for (int round = -WARM; round < rounds; round++) {
            String from = cursor;
            var news = new CompletableFuture<String>();
            Thread.startVirtualThread(() -> {
                try {
                    news.complete(get(other.url() + "/api/v1/sync/wait?timeout=30&cursor=" + from));
                } catch (IOException | InterruptedException e) {
                    news.completeExceptionally(e);
                }
            });
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            long sent = System.nanoTime();
            put(one.url() + "/api/v1/files/content?file_name=round" + round, "round " + round);
            long answered = System.nanoTime();
            cursor = cursor(news.join());
            if (round >= 0) {
                long heard = System.nanoTime();
                sinceSent[round] = (heard - sent) / 1_000;
                sinceAnswered[round] = Math.max(0, heard - answered) / 1_000;
            }
        }
        System.out.printf("to the return of the long poll on B, ms%n  since A answered the commit   %s%n"
                + "  since it was sent to A        %s%n", row(sinceAnswered), row(sinceSent));
    }

    private static String row(long[] micros) {
        Arrays.sort(micros);
        return "p50 %7.1f   p99 %7.1f   most %7.1f   (%d rounds)".formatted(micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3, micros[micros.length - 1] / 1e3, micros.length);
    }

    private static String cursor(String json) {
        return json.replaceFirst("(?s).*\"cursor\":\"([^\"]*)\".*", "$1");
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofString()).body();
    }

    private void put(String url, String body) throws IOException, InterruptedException {
        int status = http.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IOException("status " + status);
        }
    }
}
