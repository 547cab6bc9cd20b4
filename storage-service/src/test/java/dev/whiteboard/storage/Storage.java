package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it. */
public final class Storage {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What chunks have here if a test does not say otherwise: small ones show the same as large ones. */
    public static final int CHUNK = 64 * 1024;

    private static @Nullable Storage shared;

    private final String url;
    private final TestTokens tokens;
    private final @Nullable Node node;

    public Storage(String url, TestTokens tokens, @Nullable Node node) {
        this.url = url;
        this.tokens = tokens;
        this.node = node;
    }

    /** One node, started once for all classes with {@code @Servers(value = {POSTGRES, REDIS, S3}, shared = true)}; it ends with the JVM. */
    public static synchronized Storage shared(TestEnvironment environment, TestTokens tokens) {
        if (shared == null) {
            shared = start(nodes(environment, tokens), tokens, Map.of());
        }
        return shared;
    }

    /** Nodes that know everybody and collect only when a test says so. */
    public static Nodes nodes(TestEnvironment environment, TestTokens tokens) {
        return nodes(environment, tokens, Map.of());
    }

    /** @param other names that have other values here */
    public static Nodes nodes(TestEnvironment environment, TestTokens tokens, Map<String, String> other) {
        Map<String, String> names = new HashMap<>(environment.names());
        names.put("IDENTITY_URL", IdentityStub.of(tokens).url());
        names.put("STORAGE_URL", "http://127.0.0.1:${server.port}");
        names.put("whiteboard.collector.every", "1d");
        names.put("whiteboard.uploads.sweep-every", "1d");
        names.putAll(other);
        return Nodes.of(StorageApplication.class, names);
    }

    public static Storage start(Nodes nodes, TestTokens tokens, Map<String, String> properties) {
        Node node = nodes.start(properties);
        return new Storage(node.url(), tokens, node);
    }

    public Node node() {
        return Objects.requireNonNull(node);
    }

    public String url() {
        return url;
    }

    /** The service as that user meets it. */
    public User user(String id) {
        return new User("usr_" + id, tokens.token("usr_" + id, "user"));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<byte[]> cut(byte[] bytes, int size) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            chunks.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return chunks;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

    public static int putTo(String presigned, byte[] bytes) {
        return plain(HttpRequest.newBuilder(URI.create(presigned)).PUT(BodyPublishers.ofByteArray(bytes)).build())
                .statusCode();
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

        public String token() {
            return token;
        }

        public HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(90))
                    .header("Authorization", "Bearer " + token);
        }

        public Answer call(String method, String path, String json) {
            return new Answer(plain(request(path).header("Content-Type", "application/json")
                    .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)).build()));
        }

        public Answer get(String path) {
            return new Answer(plain(request(path).build()));
        }

        public Answer post(String path, String json) {
            return call("POST", path, json);
        }

        /** The whole file as one body. */
        public Answer put(String name, byte[] bytes, String more) {
            return new Answer(plain(request("/api/v1/files/content?file_name=" + encode(name) + more)
                    .PUT(BodyPublishers.ofByteArray(bytes)).build()));
        }

        /** Makes a file and answers its id. */
        public String file(String name, byte[] bytes) {
            return file(name, bytes, "root");
        }

        public String file(String name, byte[] bytes, String folder) {
            return put(name, bytes, "&parent_folder_id=" + folder).ok().json().get("file_id").asString();
        }

        public String folder(String name, String parent) {
            return post("/api/v1/folders", json(Map.of("folder_name", name, "parent_folder_id", parent))).ok().json()
                    .get("file_id").asString();
        }

        public Answer init(String name, byte[] bytes, int chunk, @Nullable Integer base, String folder) {
            Map<String, Object> body = new HashMap<>(Map.of("file_name", name, "file_size", bytes.length,
                    "parent_folder_id", folder, "chunk_hashes",
                    cut(bytes, chunk).stream().map(Storage::sha256).toList(),
                    "chunk_sizes", cut(bytes, chunk).stream().map(piece -> piece.length).toList()));
            if (base != null) {
                body.put("base_version", base);
            }
            return post("/api/v1/files/upload/init", json(body));
        }

        /** Uploads by hashes and presigned addresses. @return the answer of complete */
        public Answer upload(String name, byte[] bytes, @Nullable Integer base) {
            return upload(name, bytes, CHUNK, base, "root");
        }

        public Answer upload(String name, byte[] bytes, int chunk, @Nullable Integer base, String folder) {
            JsonNode begun = init(name, bytes, chunk, base, folder).ok().json();
            for (byte[] piece : cut(bytes, chunk)) {
                JsonNode address = begun.get("upload_urls").get(sha256(piece));
                if (address != null) {
                    assertThat(putTo(address.asString(), piece)).isEqualTo(200);
                }
            }
            return complete(begun.get("upload_id").asString());
        }

        public Answer putChunk(String uploadId, byte[] bytes) {
            return putChunk(uploadId, sha256(bytes), bytes);
        }

        public Answer putChunk(String uploadId, String hash, byte[] bytes) {
            return new Answer(plain(request("/api/v1/files/upload/" + uploadId + "/chunk/" + hash)
                    .PUT(BodyPublishers.ofByteArray(bytes)).build()));
        }

        public Answer complete(String uploadId) {
            return post("/api/v1/files/upload/" + uploadId + "/complete", "");
        }

        public byte[] content(String fileId) {
            return content(fileId, "");
        }

        public byte[] content(String fileId, String query) {
            return get("/api/v1/files/" + fileId + "/content" + query).ok().bytes();
        }

        public Answer patch(String id, Map<String, String> change) {
            return call("PATCH", "/api/v1/files/" + id, json(change));
        }

        public Answer delete(String id) {
            return call("DELETE", "/api/v1/files/" + id, "");
        }

        public String share(String fileId, User other, String permission) {
            return post("/api/v1/shares",
                    json(Map.of("file_id", fileId, "username", other.id.substring(4), "permission",
                            permission)))
                    .ok().json().get("share_id").asString();
        }

        /** Names in a folder, in order. */
        public List<String> names(String folder) {
            List<String> names = new ArrayList<>();
            get("/api/v1/folders/" + folder + "/children?limit=100").ok().json().get("data")
                    .forEach(child -> names.add(child.get("file_name").asString()));
            return names;
        }

        public long used() {
            return get("/api/v1/storage/quota").ok().json().get("used_bytes").asLong();
        }

        public long reserved() {
            return get("/api/v1/storage/quota").ok().json().get("reserved_bytes").asLong();
        }
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
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

        /** The code of a problem. */
        public String code() {
            return json().path("error").path("code").asString("");
        }

        public Answer ok() {
            if (status() / 100 != 2) {
                throw new AssertionError(response.request() + " " + status() + " " + body());
            }
            return this;
        }
    }
}
