package dev.whiteboard.chat;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One node as its clients see it. */
public final class Chat {
    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final TestTokens tokens;
    private final @Nullable Node node;

    public Chat(int port, TestTokens tokens) {
        this(port, tokens, null);
    }

    private Chat(int port, TestTokens tokens, @Nullable Node node) {
        this.port = port;
        this.tokens = tokens;
        this.node = node;
    }

    /** What nodes are told of: the servers, and that on a busy machine identity and storage may take their time. */
    public static Map<String, String> names(TestEnvironment environment) {
        var names = new HashMap<>(environment.names());
        for (String service : List.of("identity", "storage")) {
            names.put("whiteboard.clients." + service + ".attempt-timeout", "15s");
            names.put("whiteboard.clients." + service + ".deadline", "30s");
        }
        return names;
    }

    /** Starts one more node. */
    public static Chat on(Nodes nodes, TestTokens tokens) {
        return on(nodes, tokens, Map.of());
    }

    public static Chat on(Nodes nodes, TestTokens tokens, Map<String, String> properties) {
        Node node = nodes.start(properties);
        return new Chat(node.port(), tokens, node);
    }

    public Node node() {
        return java.util.Objects.requireNonNull(node);
    }

    public int port() {
        return port;
    }

    /** The id of a user by number. */
    public static String user(long number) {
        return Ids.USER.text(number);
    }

    public String token(long user) {
        return tokens.token(user(user), "user");
    }

    public TestTokens tokens() {
        return tokens;
    }

    /** A socket of that user, with its token. */
    public Socket connect(long user) {
        return Socket.connect(port, token(user), "");
    }

    public Socket connect(long user, String device) {
        return Socket.connect(port, token(user), "?device_id=" + device);
    }

    /** A group of that user with others; answers its id. */
    public String group(long creator, long... others) {
        Answer made = post("/api/v1/conversations", "{\"type\":\"group\",\"name\":\"a group\",\"member_ids\":"
                + list(others) + "}", creator);
        if (made.status() != 201) {
            throw new AssertionError(made.status() + " " + made.body());
        }
        return made.json().get("id").asString();
    }

    public String direct(long one, long other) {
        Answer made = post("/api/v1/conversations", "{\"type\":\"direct\",\"member_ids\":" + list(other) + "}", one);
        if (made.status() / 100 != 2) {
            throw new AssertionError(made.status() + " " + made.body());
        }
        return made.json().get("id").asString();
    }

    public static String list(long... users) {
        return Arrays.stream(users).mapToObj(user -> "\"" + user(user) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    public Answer get(String path, long user) {
        return call("GET", path, null, user);
    }

    public Answer post(String path, String body, long user) {
        return call("POST", path, body, user);
    }

    public Answer call(String method, String path, @Nullable String body, long user) {
        return Http.send(Http.request(method, "http://127.0.0.1:" + port + path, body, token(user)));
    }
}
