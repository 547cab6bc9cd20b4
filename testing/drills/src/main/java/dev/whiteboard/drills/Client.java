package dev.whiteboard.drills;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client of the platform: follows no redirect, retries nothing, waits at most five seconds. */
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();

    Client(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * What came back.
     *
     * @param status   HTTP status, 0 when no answer came: the request may or may not have had an effect
     * @param location the Location header
     * @param body     JSON, or a missing node
     * @param headers  all headers
     */
    public record Answer(int status, @Nullable String location, JsonNode body, HttpHeaders headers) {
        private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

        static Answer none() {
            return new Answer(0, null, JSON.missingNode(), NO_HEADERS);
        }

        /** The first header of that name; null when there is none. */
        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** True when it is unknown whether the request took effect: no answer, or one from in between. */
        public boolean inDoubt() {
            return status == 0 || status >= 500;
        }
    }

    /** GET of a path. */
    public Answer get(String path, @Nullable String token) throws InterruptedException {
        return send(request(path, token).GET());
    }

    /** A call with a JSON body. */
    public Answer send(String method, String path, @Nullable String token, Object body) throws InterruptedException {
        return send(request(path, token).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), response.headers().firstValue("Location").orElse(null),
                    json ? JSON.readTree(response.body()) : JSON.missingNode(), response.headers());
        } catch (IOException _) {
            return Answer.none();
        }
    }
}
