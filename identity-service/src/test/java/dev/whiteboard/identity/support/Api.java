package dev.whiteboard.identity.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as any client would. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public Api(String base) {
        this.base = base;
    }

    /** A name nobody has. */
    public static String freshName() {
        return "u" + Long.toString(NAMES.incrementAndGet(), 36);
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

    /** A user with a session. */
    public record SignedIn(String username, String id, String accessToken, String refreshToken) {}

    public SignedIn register() {
        return register(freshName());
    }

    public SignedIn register(String username) {
        var answer = post("/api/v1/auth/register",
                Map.of("username", username, "password", "correct horse", "display_name", "Test " + username));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return new SignedIn(username, answer.json().path("user").path("id").asString(), answer.text("access_token"),
                answer.text("refresh_token"));
    }

    public Answer login(String username, String password) {
        return post("/api/v1/auth/login", Map.of("username", username, "password", password));
    }

    public String tokenOf(String demoUser) {
        return login(demoUser, "whiteboard").text("access_token");
    }

    public Answer refresh(String token) {
        return post("/api/v1/auth/refresh", Map.of("refresh_token", token));
    }

    public Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body), null);
    }

    public Answer post(String path, Object body, String token) {
        return send("POST", path, JSON.writeValueAsString(body), "Bearer " + token);
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
