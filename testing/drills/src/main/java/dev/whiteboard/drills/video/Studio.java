package dev.whiteboard.drills.video;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's videos through the front door, and uploads to the store. */
final class Studio {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    Studio(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** What came back; status 0 if nothing did. */
    record Answer(int status, byte[] body) {
        JsonNode json() {
            return status / 100 == 2 && body.length > 0 ? JSON.readTree(body) : JSON.missingNode();
        }
    }

    /** Asks for somewhere to put it. */
    Answer begin(Clip clip) throws InterruptedException {
        return send(request("/api/v1/videos/upload").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("title", "A drill", "file_name",
                        clip.name(), "size_bytes", clip.bytes().length)))));
    }

    Answer put(String address, Clip clip) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(clip.bytes())));
    }

    Answer complete(String video) throws InterruptedException {
        return send(request("/api/v1/videos/" + video + "/upload/complete").POST(BodyPublishers.noBody()));
    }

    Answer video(String video) throws InterruptedException {
        return send(request("/api/v1/videos/" + video).GET());
    }

    Answer delete(String video) throws InterruptedException {
        return send(request("/api/v1/videos/" + video).DELETE());
    }

    /** As a player asks, without a token: through the edge cache. */
    Answer play(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE).header("Authorization",
                "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException _) {
            return new Answer(0, new byte[0]);
        }
    }
}
