package dev.whiteboard.video;

import dev.whiteboard.local.servers.Ffmpeg;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it. */
public final class Studio {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static @Nullable Studio shared;

    private final String url;
    private final TestTokens tokens;
    private final @Nullable Node node;

    public Studio(String url, TestTokens tokens, @Nullable Node node) {
        this.url = url;
        this.tokens = tokens;
        this.node = node;
    }

    /** One node, started once for all classes with {@code @Servers(value = {POSTGRES, KAFKA, S3}, shared = true)}; it ends with the JVM. */
    public static synchronized Studio shared(TestEnvironment environment, TestTokens tokens) {
        if (shared == null) {
            Node node = nodes(environment).start(Map.of());
            shared = new Studio(node.url(), tokens, node);
        }
        return shared;
    }

    public static Nodes nodes(TestEnvironment environment) {
        return Nodes.of(VideoApplication.class, names(environment));
    }

    /** What a node of a test is told. */
    public static Map<String, String> names(TestEnvironment environment) {
        Map<String, String> names = new HashMap<>(environment.names());
        names.putAll(Ffmpeg.find().environment());
        names.put("PUBLIC_URL", "");
        names.put("VIDEO_WORK", Place.temporary().home().toString());
        names.put("whiteboard.video.upload.part", "5MB");
        return names;
    }

    public Node node() {
        return Objects.requireNonNull(node);
    }

    public String url() {
        return url;
    }

    /** The service as that user meets it. */
    public User user(String name) {
        return new User("usr_" + name, tokens.token("usr_" + name, "user"));
    }

    /** As somebody without a token meets it. */
    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        return new Answer(plain(headers.length == 0 ? request.build() : request.headers(headers).build()));
    }

    public JsonNode video(String id) {
        return get("/api/v1/videos/" + id).ok().json();
    }

    /** A plain request, such as to a presigned address. */
    public static HttpResponse<byte[]> plain(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static HttpResponse<byte[]> put(String presigned, byte[] bytes) {
        return plain(HttpRequest.newBuilder(URI.create(presigned)).PUT(BodyPublishers.ofByteArray(bytes)).build());
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Somebody with a token. */
    public final class User {
        private final String id;
        private final String token;

        User(String id, String token) {
            this.id = id;
            this.token = token;
        }

        public String id() {
            return id;
        }

        public Answer call(String method, String path, String json) {
            return new Answer(plain(HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                    .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)).build()));
        }

        public Answer get(String path) {
            return call("GET", path, "");
        }

        public Answer post(String path, String json) {
            return call("POST", path, json);
        }

        public Answer delete(String path) {
            return call("DELETE", path, "");
        }

        /** Asks for somewhere to put a video. */
        public JsonNode begin(Map<String, Object> more) {
            Map<String, Object> body = new HashMap<>(Map.of("title", "A clip", "file_name", "clip.mp4"));
            body.putAll(more);
            return post("/api/v1/videos/upload", json(body)).ok().json();
        }

        public Answer complete(String id) {
            return post("/api/v1/videos/" + id + "/upload/complete", "");
        }

        /** Uploads in one piece. @return the video's id */
        public String upload(byte[] bytes) {
            JsonNode begun = begin(bytes.length == 0 ? Map.of() : Map.of("size_bytes", bytes.length));
            if (put(begun.get("upload_url").asString(), bytes).statusCode() != 200) {
                throw new AssertionError("The store refused the upload");
            }
            complete(begun.get("video_id").asString()).ok();
            return begun.get("video_id").asString();
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String body() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(bytes());
        }

        /** The field that a problem names. */
        public String field() {
            return json().path("error").path("field").asString("");
        }

        public Answer ok() {
            if (status() / 100 != 2) {
                throw new AssertionError(response.request() + " " + status() + " " + body());
            }
            return this;
        }
    }
}
