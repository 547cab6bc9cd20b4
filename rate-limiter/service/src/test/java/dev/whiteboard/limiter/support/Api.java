package dev.whiteboard.limiter.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as any client would. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public Api(String base) {
        this.base = base;
    }

    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String field) {
            return json().path(field).asString();
        }

        public String code() {
            return json().path("error").path("code").asString();
        }
    }

    public Answer post(String path, Object body, String token) {
        return send("POST", path, JSON.writeValueAsString(body), "Bearer " + token);
    }

    public Answer put(String path, Object body, String token) {
        return send("PUT", path, JSON.writeValueAsString(body), "Bearer " + token);
    }

    public Answer delete(String path, String token) {
        return send("DELETE", path, null, "Bearer " + token);
    }

    public Answer conditional(String method, String path, String match, Object body, String token) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("If-Match", match)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    public Answer get(String path, String token) {
        return send("GET", path, null, "Bearer " + token);
    }

    public Answer send(String method, String path, @Nullable String body, @Nullable String authorization) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    public Answer send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
