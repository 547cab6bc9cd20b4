package dev.whiteboard.limiter.support;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as any client would. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;

    public Api(String base) {
        this.base = base;
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
        return Http.send(Http.request(method, base + path, JSON.writeValueAsString(body), token)
                .header("If-Match", match));
    }

    public Answer get(String path, String token) {
        return send("GET", path, null, "Bearer " + token);
    }

    public Answer send(String method, String path, @Nullable String body, @Nullable String authorization) {
        var request = Http.request(method, base + path, body, null);
        return Http.send(authorization == null ? request : request.header("Authorization", authorization));
    }
}
