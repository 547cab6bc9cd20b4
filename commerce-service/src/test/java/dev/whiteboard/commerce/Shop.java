package dev.whiteboard.commerce;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service with everything behind it, as its clients see it. */
public final class Shop {
    /** Patience that a busy machine does not exhaust, where patience is not what is tested. */
    private static final Map<String, String> UNHURRIED = Map.of("whiteboard.search.patience", "10s",
            "whiteboard.search.connect-patience", "5s", "whiteboard.search.renewal", "200ms", "whiteboard.search.retry",
            "200ms", "whiteboard.search.heartbeat", "1s");
    private static @Nullable List<Shop> running;

    private final Node node;
    private final TestTokens tokens;

    private Shop(Node node, TestTokens tokens) {
        this.node = node;
        this.tokens = tokens;
    }

    /** Two nodes for test classes with {@code @Servers(value = {POSTGRES, REDIS, KAFKA, ELASTICSEARCH}, shared = true)}. */
    public static synchronized List<Shop> two(TestEnvironment environment, TestTokens tokens) {
        if (running == null) {
            Nodes nodes = Nodes.of(CommerceApplication.class, environment.names());
            running = List.of(start(nodes, tokens, Map.of()), start(nodes, tokens, Map.of()));
        }
        return running;
    }

    public static Shop start(Nodes nodes, TestTokens tokens, Map<String, String> properties) {
        var all = new HashMap<>(UNHURRIED);
        all.putAll(properties);
        return new Shop(nodes.start(all), tokens);
    }

    public Node node() {
        return node;
    }

    public <T> T bean(Class<T> type) {
        return node.bean(type);
    }

    /** A product as its seller describes it. */
    public static String product(String title, String price, String category) {
        return "{\"title\":\"%s\",\"description\":\"\",\"price\":\"%s\",\"category\":\"%s\"".formatted(title, price,
                category);
    }

    /** Puts a product on the shelf and answers its id. */
    public String sell(String seller, String title, String price, String category) {
        Answer answer = post("/api/v1/seller/products", product(title, price, category) + ",\"stock\":5}", seller);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().get("product_id").asString();
    }

    /** What a search finds, ids in their order. */
    public List<String> found(String query) {
        return get("/api/v1/search?limit=100&" + query).json().path("data").valueStream()
                .map(hit -> hit.path("product_id").asString()).toList();
    }

    public static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    public Answer get(String path) {
        return call("GET", path, null, null);
    }

    public Answer get(String path, String user) {
        return call("GET", path, null, user);
    }

    public Answer post(String path, String body, @Nullable String user) {
        return call("POST", path, body, user);
    }

    public Answer put(String path, String body, String user, String... headers) {
        return call("PUT", path, body, user, headers);
    }

    /** @param user whose token to send; null for nobody, {@code admin} for an operator */
    public Answer call(String method, String path, @Nullable String body, @Nullable String user, String... headers) {
        String token = user == null
                ? null
                : user.equals("admin") ? tokens.token(user, "user", "admin") : tokens.token(user, "user");
        var request = Http.request(method, node.url() + path, body, token);
        return Http.send(headers.length > 0 ? request.headers(headers) : request);
    }
}
