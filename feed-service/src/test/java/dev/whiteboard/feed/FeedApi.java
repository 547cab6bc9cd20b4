package dev.whiteboard.feed;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TcpProxy;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it, and a town of people who use it. */
public final class FeedApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicLong PEOPLE = new AtomicLong(1_000);
    private static final TcpProxy STORAGE = TcpProxy.to(TestMedia.instance().port());
    private static @Nullable FeedApi shared;

    private final int port;
    private final @Nullable Node node;
    private final TestTokens tokens;
    private final JdbcClient jdbc;

    public FeedApi(int port, @Nullable Node node, TestTokens tokens, JdbcClient jdbc) {
        this.port = port;
        this.node = node;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    /** One node on the servers that all classes of this module share, started once; it ends with the JVM. */
    public static synchronized FeedApi shared(TestEnvironment environment) {
        if (shared == null) {
            shared = start(environment, Map.of());
        }
        return shared;
    }

    /** A node of one's own. */
    public static FeedApi start(TestEnvironment environment, Map<String, String> properties) {
        Map<String, String> names = new HashMap<>(environment.names());
        names.put("STORAGE_URL", "http://127.0.0.1:" + STORAGE.port());
        Node node = Nodes.of(FeedApplication.class, names).start(properties);
        return new FeedApi(node.port(), node, TestTokens.instance(),
                JdbcClient.create(environment.postgres().dataSource()));
    }

    /** The network between every node and storage. */
    public static TcpProxy storage() {
        return STORAGE;
    }

    public <T> T bean(Class<T> type) {
        return java.util.Objects.requireNonNull(node).bean(type);
    }

    public Node node() {
        return java.util.Objects.requireNonNull(node);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Somebody new, of whom identity has told. */
    public User user() {
        long number = PEOPLE.incrementAndGet();
        String name = "user" + number;
        jdbc.sql("insert into person (id, username, display_name, version) values (?, ?, ?, 1)")
                .params(number, name, "User " + number).update();
        String id = PublicId.format("usr", number);
        return new User(number, id, name, tokens.token(id, claims -> claims.claim("username", name)));
    }

    public List<User> users(int count) {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(user());
        }
        return users;
    }

    /** Somebody of whom nothing has been told yet. */
    public User stranger() {
        long number = PEOPLE.incrementAndGet();
        String id = PublicId.format("usr", number);
        return new User(number, id, "stranger" + number,
                tokens.token(id, claims -> claims.claim("username", "stranger" + number)));
    }

    public String admin() {
        return tokens.token("usr_0000000000001", "user", "admin");
    }

    public Answer get(String path, @Nullable String token) {
        return Http.get(url(path), token);
    }

    public Answer post(String path, String body, @Nullable String token) {
        return call("POST", path, body, token);
    }

    public Answer call(String method, String path, String body, @Nullable String token) {
        return Http.send(Http.request(method, url(path), body, token));
    }

    public Answer postOnce(String path, String body, String key, String token) {
        return Http.send(Http.request("POST", url(path), body, token).header("Idempotency-Key", "\"" + key + "\""));
    }

    public int port() {
        return port;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** A person who uses the service. */
    public final class User {
        private final long number;
        private final String id;
        private final String name;
        private final String token;

        User(long number, String id, String name, String token) {
            this.number = number;
            this.id = id;
            this.name = name;
            this.token = token;
        }

        public long number() {
            return number;
        }

        public String id() {
            return id;
        }

        public String name() {
            return name;
        }

        public String token() {
            return token;
        }

        /** @return the tweet's id */
        public String tweets(String content) {
            return FeedApi.this.post("/api/v1/tweets", JSON.writeValueAsString(Map.of("content", content)), token)
                    .expect(201).json().get("tweet_id").asString();
        }

        public String replies(String tweet, String content) {
            return FeedApi.this
                    .post("/api/v1/tweets", JSON.writeValueAsString(Map.of("content", content, "reply_to", tweet)),
                            token)
                    .expect(201).json().get("tweet_id").asString();
        }

        public Answer deletes(String tweet) {
            return call("DELETE", "/api/v1/tweets/" + tweet, "", token);
        }

        public Answer retweets(String tweet) {
            return FeedApi.this.post("/api/v1/tweets/" + tweet + "/retweet", "", token);
        }

        public Answer unretweets(String tweet) {
            return call("DELETE", "/api/v1/tweets/" + tweet + "/retweet", "", token);
        }

        public Answer likes(String tweet) {
            return FeedApi.this.post("/api/v1/tweets/" + tweet + "/like", "", token);
        }

        public Answer unlikes(String tweet) {
            return call("DELETE", "/api/v1/tweets/" + tweet + "/like", "", token);
        }

        public JsonNode does(String act, User other) {
            return FeedApi.this.post("/api/v1/users/" + other.id() + "/" + act, "", token).expect(200).json();
        }

        public Answer sees(String tweet) {
            return FeedApi.this.get("/api/v1/tweets/" + tweet, token);
        }

        public Answer feed(String query) {
            return FeedApi.this.get("/api/v1/feed" + query, token).expect(200);
        }

        /** The ids of the tweets on the first page. */
        public List<String> home() {
            return ids(feed("?limit=100").json().get("tweets"));
        }

        /** The ids of the tweets on all pages. */
        public List<String> homeByPagesOf(int limit) {
            List<String> all = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = feed("?limit=" + limit + cursor).json();
                all.addAll(ids(page.get("tweets")));
                cursor = page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asString();
            } while (!cursor.isEmpty());
            return all;
        }

        public List<String> posted(@Nullable User reader) {
            return ids(FeedApi.this.get("/api/v1/users/" + id + "/tweets?limit=100",
                    reader == null ? null : reader.token()).expect(200).json().get("data"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Nothing was seen that is not in the model, and all of it in the model's order; some of it may still be on its way. */
    public static void seenInOrder(List<String> model, List<String> seen, String what) {
        if (!seen.isEmpty()) {
            org.assertj.core.api.Assertions.assertThat(model).as(what).containsSubsequence(seen);
        }
    }

    public static List<String> ids(JsonNode tweets) {
        List<String> ids = new ArrayList<>();
        tweets.forEach(tweet -> ids.add(tweet.get("tweet_id").asString()));
        return ids;
    }
}
