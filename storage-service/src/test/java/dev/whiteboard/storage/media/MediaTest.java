package dev.whiteboard.storage.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.media.MediaDirectory;
import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.S3;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Media from the offer to the picture. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class MediaTest {
    private static final byte[] PNG = Arrays.copyOf(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 5_000);

    private Storage storage;
    private Storage.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        storage = Storage.shared(environment, tokens);
        alice = storage.user("media");
    }

    private JsonNode begin(String name, String type, long size) {
        return alice.post("/api/v1/media/upload",
                Storage.json(Map.of("file_name", name, "content_type", type, "size_bytes", size))).ok().json();
    }

    private Answer anonymous(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(storage.url() + path));
        return new Answer(Storage.plain(headers.length == 0 ? request.build() : request.headers(headers).build()));
    }

    @Test
    @Promise("storage.media-checked")
    void aPictureIsPutIntoTheStoreCheckedAndServedToEverybodyForEver(S3 s3) {
        long before = alice.used();
        JsonNode begun = begin("cat.png", "image/png", PNG.length);
        String id = begun.get("media_id").asString();
        assertThat(anonymous("/media/" + id).status()).isEqualTo(404);
        assertThat(alice.post("/api/v1/media/" + id + "/complete", "").status()).isEqualTo(409);
        assertThat(begun.get("upload_url").asString()).as("its bytes do not pass this service")
                .startsWith(s3.endpoint());
        assertThat(Storage.putTo(begun.get("upload_url").asString(), PNG)).isEqualTo(200);
        JsonNode done = alice.post("/api/v1/media/" + id + "/complete", "").ok().json();
        assertThat(done.get("url").asString()).endsWith("/media/" + id);
        assertThat(alice.post("/api/v1/media/" + id + "/complete", "").ok().json()).isEqualTo(done);
        Answer served = anonymous("/media/" + id).ok();
        assertThat(served.bytes()).isEqualTo(PNG);
        assertThat(served.header("content-type")).isEqualTo("image/png");
        assertThat(served.header("cache-control")).contains("public", "immutable", "max-age=31536000");
        assertThat(served.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(anonymous("/media/" + id, "If-None-Match", served.header("etag")).status()).isEqualTo(304);
        Answer part = anonymous("/media/" + id, "Range", "bytes=1-3");
        assertThat(part.status()).isEqualTo(206);
        assertThat(new String(part.bytes(), StandardCharsets.US_ASCII)).isEqualTo("PNG");
        byte[] other = PNG.clone();
        other[100] = 1;
        Storage.putTo(begun.get("upload_url").asString(), other);
        assertThat(anonymous("/media/" + id).bytes()).as("its address writes to quarantine only").isEqualTo(PNG);
        assertThat(alice.used() - before).isEqualTo(PNG.length);
    }

    @Test
    @Promise("storage.media-checked")
    void whatIsNotWhatItWasSaidToBeIsRefused() {
        JsonNode begun = begin("page.png", "image/png", 20);
        String id = begun.get("media_id").asString();
        Storage.putTo(begun.get("upload_url").asString(), "<html><script></scri".getBytes(StandardCharsets.UTF_8));
        Answer refused = alice.post("/api/v1/media/" + id + "/complete", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/error/field").asString()).isEqualTo("content_type");
        Storage.putTo(begun.get("upload_url").asString(), PNG);
        assertThat(alice.post("/api/v1/media/" + id + "/complete", "").json().at("/error/field").asString())
                .isEqualTo("size_bytes");
        assertThat(anonymous("/media/" + id).status()).isEqualTo(404);
        assertThat(storage.user("other").post("/api/v1/media/" + id + "/complete", "").status()).isEqualTo(404);
        for (String type : new String[]{"text/html", "image/svg+xml", "", "image/png; charset=x"}) {
            assertThat(alice.post("/api/v1/media/upload",
                    Storage.json(Map.of("file_name", "x", "content_type", type, "size_bytes", 1))).status())
                    .isEqualTo(422);
        }
        assertThat(alice.post("/api/v1/media/upload",
                Storage.json(Map.of("file_name", "x", "content_type", "image/png", "size_bytes", -1))).status())
                .isEqualTo(422);
        long reserved = alice.reserved();
        storage.node().bean(MediaLibrary.class).abandon(Duration.ZERO, 1_000);
        assertThat(alice.reserved()).isLessThan(reserved);
    }

    @Test
    void otherServicesLearnWhoseItIsAndWhetherItIsComplete(TestTokens tokens) {
        String id = begin("cat.png", "image/png", PNG.length).get("media_id").asString();
        dev.whiteboard.common.media.Medium begun = new dev.whiteboard.common.media.Medium(id, alice.id(), "image/png",
                PNG.length, false);
        MediaDirectory directory = storage.node().bean(MediaDirectory.class);
        assertThat(directory.find(List.of(id, "media_7zzzzzzzzzzzz"))).isEqualTo(Map.of(id, begun));
        String address = begin("dog.png", "image/png", PNG.length).get("upload_url").asString();
        assertThat(Storage.putTo(address, PNG)).isEqualTo(200);
        String done = address.replaceAll(".*(media_[0-9a-z]{13}).*", "$1");
        alice.post("/api/v1/media/" + done + "/complete", "").ok();
        assertThat(directory.find(List.of(done, id))).isEqualTo(
                Map.of(id, begun, done,
                        new dev.whiteboard.common.media.Medium(done, alice.id(), "image/png", PNG.length, true)));

        String question = "/internal/media?ids=" + id;
        assertThat(anonymous(question).status()).isEqualTo(401);
        assertThat(alice.get(question).status()).as("a user is no service").isEqualTo(403);
        String service = "Bearer " + tokens.service("feed-service");
        assertThat(anonymous(question + ",nothing", "Authorization", service).ok().json().get("data")).hasSize(1);
        assertThat(anonymous("/internal/media", "Authorization", service).status()).isEqualTo(400);
        Answer many = anonymous("/internal/media?ids=x" + ",x".repeat(100), "Authorization", service);
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.json().at("/error/field").asString()).isEqualTo("ids");
    }
}
