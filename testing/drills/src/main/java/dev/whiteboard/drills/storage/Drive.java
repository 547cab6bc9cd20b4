package dev.whiteboard.drills.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's files through the front door, as bytes. */
final class Drive {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    Drive(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** What came back; status 0 if nothing did. */
    record Answer(int status, byte[] body) {
        JsonNode json() {
            return status / 100 == 2 ? JSON.readTree(body) : JSON.missingNode();
        }
    }

    Answer put(String name, int baseVersion, byte[] bytes) throws InterruptedException {
        String base = baseVersion == 0 ? "" : "&base_version=" + baseVersion;
        return send(request("/api/v1/files/content?file_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + base)
                .PUT(BodyPublishers.ofByteArray(bytes)));
    }

    Answer get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    Answer delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
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
