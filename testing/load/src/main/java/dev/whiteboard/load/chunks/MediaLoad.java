package dev.whiteboard.load.chunks;

import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.storage.StorageApplication;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How many bytes of media pass the service on their way in: what the kernel says its process has read and written, sockets
 * too, beside what was uploaded by presigned addresses. Linux only.
 */
final class MediaLoad {
    private static final int SIZE = 50 * 1024 * 1024;
    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = TestTokens.instance().token("usr_media", "user");

    void run(int media) throws IOException, InterruptedException {
        Place place = Place.temporary();
        int port = Ports.free(1_000, 2_000);
        try (var postgres = PostgresServer.at(place, Ports.free(), false);
                var redis = RedisServer.at(place, Ports.free(), false);
                var s3 = S3Server.at(place, Ports.free(), "whiteboard", "whiteboard-secret")) {
            postgres.start();
            redis.start();
            s3.start();
            postgres.createDatabase("storage", "storage", "load");
            try (ForkedJvm service = ForkedJvm.of(StorageApplication.class)
                    .environment(StorageNames.of(postgres, redis, s3))
                    .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                    .start()) {
                service.awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", START);
                String url = "http://127.0.0.1:" + port;
                upload(url, new byte[]{'G', 'I', 'F', '8', '9', 'a', 0, 0});
                byte[] bytes = new byte[SIZE];
                System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
                long before = moved(service.pid());
                for (int i = 0; i < media; i++) {
                    upload(url, bytes);
                }
                long moved = moved(service.pid()) - before;
                System.out.printf(
                        "media uploaded %,d bytes   read and written by the service meanwhile %,d (%.3f %%)%n",
                        (long) media * SIZE, moved, 100.0 * moved / ((long) media * SIZE));
            }
        }
    }

    private void upload(String url, byte[] bytes) throws IOException, InterruptedException {
        String offer = "{\"file_name\":\"a.gif\",\"content_type\":\"image/gif\",\"size_bytes\":" + bytes.length + "}";
        String begun = send(authorized(url + "/api/v1/media/upload").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(offer)), 201);
        send(HttpRequest.newBuilder(URI.create(field(begun, "upload_url"))).PUT(BodyPublishers.ofByteArray(bytes)),
                200);
        send(authorized(url + "/api/v1/media/" + field(begun, "media_id") + "/complete").POST(BodyPublishers.noBody()),
                200);
    }

    private HttpRequest.Builder authorized(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        return json.replaceFirst("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    /** By read and write calls, whatever they were on. */
    private static long moved(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
                .filter(line -> line.startsWith("rchar") || line.startsWith("wchar"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*: ", ""))).sum();
    }
}
