package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** HTTP as any client speaks it; a connection that breaks is an {@link UncheckedIOException}. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Http() {}

    /** @param token the bearer's; null for nobody */
    public static HttpRequest.Builder request(String url, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The same with a JSON body; null for none. */
    public static HttpRequest.Builder request(String method, String url, @Nullable String json,
            @Nullable String token) {
        var request = request(url, token);
        return json == null
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
    }

    public static Answer get(String url, @Nullable String token) {
        return send(request(url, token));
    }

    public static Answer post(String url, String json, @Nullable String token) {
        return send(request("POST", url, json, token));
    }

    public static Answer put(String url, String json, @Nullable String token) {
        return send(request("PUT", url, json, token));
    }

    public static Answer delete(String url, @Nullable String token) {
        return send(request("DELETE", url, null, token));
    }

    public static Answer send(HttpRequest.Builder request) {
        HttpRequest asked = request.build();
        try {
            var answer = CLIENT.send(asked, BodyHandlers.ofString());
            return new Answer(asked.method() + " " + asked.uri(), answer.statusCode(), answer.headers(),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
