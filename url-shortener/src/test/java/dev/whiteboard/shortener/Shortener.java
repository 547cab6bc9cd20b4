package dev.whiteboard.shortener;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it: one node, both listeners. */
public final class Shortener {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final TestTokens tokens;
    private final @Nullable Node node;

    public Shortener(int port, TestTokens tokens) {
        this(port, tokens, null);
    }

    private Shortener(int port, TestTokens tokens, @Nullable Node node) {
        this.port = port;
        this.tokens = tokens;
        this.node = node;
    }

    /** Starts one more node. */
    public static Shortener on(Nodes nodes, TestTokens tokens) {
        return on(nodes, tokens, Map.of());
    }

    public static Shortener on(Nodes nodes, TestTokens tokens, Map<String, String> properties) {
        var all = new java.util.HashMap<>(properties);
        all.putIfAbsent("SPOOL_FOLDER", temporaryFolder());
        Node node = nodes.start(all);
        return new Shortener(node.port(), tokens, node);
    }

    public static String temporaryFolder() {
        try {
            return Files.createTempDirectory("spool").toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public Node node() {
        return java.util.Objects.requireNonNull(node);
    }

    public String token(String user) {
        return tokens.token(user, "user");
    }

    public String admin() {
        return tokens.token("usr_admin", "user", "admin");
    }

    /** Makes a link and answers its key. */
    public String shorten(String longUrl, @Nullable String token) {
        Answer answer = post("/api/v1/shorten", "{\"long_url\":\"" + longUrl + "\"}", token);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().get("short_key").asString();
    }

    public Answer follow(String key) {
        return follow("GET", key);
    }

    public Answer follow(String method, String key) {
        return send(request("http://127.0.0.1:" + (port + 1_000) + "/" + key, null).method(method,
                HttpRequest.BodyPublishers.noBody()));
    }

    public Answer get(String path, @Nullable String token) {
        return send(request("http://127.0.0.1:" + port + path, token).GET());
    }

    public Answer post(String path, String body, @Nullable String token) {
        return call("POST", path, body, token);
    }

    public Answer call(String method, String path, String body, @Nullable String token) {
        return send(request("http://127.0.0.1:" + port + path, token).header("Content-Type", "application/json").method(
                method,
                HttpRequest.BodyPublishers.ofString(body)));
    }

    public static int status(String url) {
        return send(request(url, null).GET()).status();
    }

    /** A change of one version of a link. */
    public Answer change(String key, String body, String ifMatch, String token) {
        return send(request("http://127.0.0.1:" + port + "/api/v1/links/" + key, token)
                .header("Content-Type", "application/json").header("If-Match", ifMatch)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer postOnce(String path, String body, String idempotencyKey, String token) {
        return send(request("http://127.0.0.1:" + port + path, token).header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + idempotencyKey + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String url, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(body());
        }

        /** The code of a problem. */
        public String code() {
            return json().path("error").path("code").asString("");
        }
    }
}
