package dev.whiteboard.identity.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as any client would. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private final String base;

    public Api(String base) {
        this.base = base;
    }

    /** A name nobody has. */
    public static String freshName() {
        return "u" + Long.toString(NAMES.incrementAndGet(), 36);
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
        var request = Http.request(method, base + path, body, null);
        return Http.send(authorization == null ? request : request.header("Authorization", authorization));
    }
}
