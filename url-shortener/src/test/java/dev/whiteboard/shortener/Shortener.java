package dev.whiteboard.shortener;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service as its clients see it: one node, both listeners. */
public final class Shortener {
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
        all.putIfAbsent("whiteboard.passwords.memory", "256");
        all.putIfAbsent("whiteboard.passwords.patience", "10s");
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
        return Http.send(Http.request(method, redirect(key), null, null));
    }

    /** Follows with one header more. */
    public Answer followWith(String key, String header, String value) {
        return Http.send(Http.request(redirect(key), null).header(header, value));
    }

    /** A call to the API with headers of its own: name, value, name, value … */
    public Answer send(String method, String path, String body, String... headers) {
        return Http.send(Http.request(api(path), null).headers(headers).method(method,
                HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path, @Nullable String token) {
        return Http.get(api(path), token);
    }

    public Answer post(String path, String body, @Nullable String token) {
        return Http.post(api(path), body, token);
    }

    public Answer call(String method, String path, String body, @Nullable String token) {
        return Http.send(Http.request(method, api(path), body, token));
    }

    public static int status(String url) {
        return Http.get(url, null).status();
    }

    /** A change of one version of a link. */
    public Answer change(String key, String body, String ifMatch, String token) {
        return Http.send(Http.request("PATCH", api("/api/v1/links/" + key), body, token).header("If-Match", ifMatch));
    }

    public Answer postOnce(String path, String body, String idempotencyKey, String token) {
        return Http.send(Http.request("POST", api(path), body, token)
                .header("Idempotency-Key", "\"" + idempotencyKey + "\""));
    }

    private String api(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private String redirect(String key) {
        return "http://127.0.0.1:" + (port + 1_000) + "/" + key;
    }

    public int port() {
        return port;
    }
}
