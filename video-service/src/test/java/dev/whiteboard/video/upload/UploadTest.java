package dev.whiteboard.video.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From the offer of an address until all bytes are there, also when the client falls silent. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3}, shared = true)
class UploadTest {
    private static final int PART = 5 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Studio studio;
    private Studio.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        studio = Studio.shared(environment, tokens);
        alice = studio.user("alice");
    }

    private String status(String id) {
        return studio.video(id).get("status").asString();
    }

    @Test
    void aPieceIsPutPastThisServiceAndTakenInOnce() {
        JsonNode begun = alice.begin(Map.of("size_bytes", 5, "tags", List.of("a", "b"), "description", "Five bytes"));
        String id = begun.get("video_id").asString();
        assertThat(begun.has("parts")).isFalse();
        JsonNode shown = studio.video(id);
        assertThat(shown.get("status").asString()).isEqualTo("uploading");
        assertThat(shown.get("tags")).hasSize(2);
        assertThat(alice.complete(id).status()).as("too early is no error, and changes nothing").isEqualTo(202);
        assertThat(status(id)).isEqualTo("uploading");
        HttpResponse<byte[]> put = Studio.put(begun.get("upload_url").asString(), "hello".getBytes());
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.headers().firstValue("etag")).isPresent();
        assertThat(studio.user("mallory").complete(id).status()).as("of somebody else").isEqualTo(404);
        assertThat(alice.complete(id).status()).isEqualTo(202);
        assertThat(alice.complete(id).status()).as("repeated").isEqualTo(202);
        assertThat(status(id)).isNotEqualTo("uploading");
        assertThat(alice.get("/api/v1/videos/" + id + "/upload").status()).as("its upload is over").isEqualTo(409);
    }

    @Test
    void partsGoOnWhereTheyWereInterrupted() {
        byte[] bytes = new byte[2 * PART + 1];
        JsonNode begun = alice.begin(Map.of("size_bytes", bytes.length));
        String id = begun.get("video_id").asString();
        assertThat(begun.get("part_size").asInt()).isEqualTo(PART);
        assertThat(begun.get("parts")).hasSize(3);
        put(begun.get("parts").get(1), bytes);
        JsonNode resumed = alice.get("/api/v1/videos/" + id + "/upload").ok().json();
        assertThat(resumed.get("parts").get(1).has("upload_url")).as("has arrived").isFalse();
        assertThat(alice.complete(id).status()).isEqualTo(202);
        assertThat(status(id)).as("not all of it is there").isEqualTo("uploading");
        Answer refused = alice.post("/api/v1/videos/" + id + "/upload/complete",
                Studio.json(Map.of("parts", List.of(Map.of("part_number", 1, "etag", "\"nothing\"")))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo("parts");
        List<Map<String, Object>> done = new ArrayList<>();
        done.add(Map.of("part_number", 2, "etag", resumed.get("parts").get(1).get("etag").asString()));
        for (int part : new int[]{0, 2}) {
            done.add(Map.of("part_number", part + 1, "etag", put(resumed.get("parts").get(part), bytes)));
        }
        assertThat(alice.post("/api/v1/videos/" + id + "/upload/complete", Studio.json(Map.of("parts", done))).status())
                .isEqualTo(202);
        assertThat(status(id)).isNotEqualTo("uploading");
    }

    private static String put(JsonNode part, byte[] bytes) {
        int from = (part.get("part_number").asInt() - 1) * PART;
        return Studio.put(part.get("upload_url").asString(),
                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART))).headers().firstValue("etag")
                .orElseThrow();
    }

    @Test
    @Promise("video.completion-not-lost")
    void whoUploadsAndFallsSilentIsHeard(DatabaseClock clock) {
        JsonNode piece = alice.begin(Map.of());
        Studio.put(piece.get("upload_url").asString(), "hello".getBytes());
        byte[] bytes = new byte[PART + 1];
        JsonNode parted = alice.begin(Map.of("size_bytes", bytes.length));
        parted.get("parts").forEach(part -> put(part, bytes));
        areHeard(clock, PATIENCE, piece, parted);
    }

    @Test
    @Promise(value = "video.completion-not-lost", naive = true)
    void whoWaitsToBeToldNeverHears(DatabaseClock clock, DataSource database) {
        JsonNode piece = alice.begin(Map.of());
        VideoId id = VideoId.of(piece.get("video_id").asString());
        JdbcClient.create(database).sql("update upload set look_at = 'infinity' where video_id = ?").param(id.number())
                .update();
        Studio.put(piece.get("upload_url").asString(), "hello".getBytes());
        Toy.mustFail(1, () -> areHeard(clock, Duration.ofSeconds(2), piece));
        alice.complete(id.toString()).ok();
        assertThat(status(id.toString())).as("told").isNotEqualTo("uploading");
    }

    private void areHeard(DatabaseClock clock, Duration patience, JsonNode... uploads) {
        try {
            clock.advance(Duration.ofMinutes(10));
            for (JsonNode begun : uploads) {
                within(patience, () -> !status(begun.get("video_id").asString()).equals("uploading"));
            }
        } finally {
            clock.reset();
        }
    }

    private static void within(Duration patience, Callable<Boolean> condition) {
        try {
            await().atMost(patience).until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(late);
        }
    }

    @Test
    @Promise("video.abandoned-uploads-end")
    void whatNeverArrivesAsAWholeIsRemovedWithWhatDid(DatabaseClock clock) {
        Upload half = half();
        try {
            clock.advance(Duration.ofHours(25));
            isOver(half, PATIENCE);
        } finally {
            clock.reset();
        }
        String id = half.id().toString();
        assertThat(studio.video(id).at("/failure/code").asString()).isEqualTo("UPLOAD_ABANDONED");
        assertThat(alice.get("/api/v1/videos/" + id + "/upload").status()).as("its upload is over").isEqualTo(409);
    }

    @Test
    @Promise(value = "video.abandoned-uploads-end", naive = true)
    void sayingThatItFailedLeavesItsPartsInTheStore(DataSource database) {
        Upload half = half();
        studio.node().bean(Catalogue.class).fail(half.id(), VideoStatus.UPLOADING,
                new Failure(Failure.Code.UPLOAD_ABANDONED, "did not arrive as a whole in time"));
        JdbcClient.create(database).sql("delete from upload where video_id = ?").param(half.id().number()).update();
        Toy.mustFail(1, () -> isOver(half, Duration.ofSeconds(1)));
    }

    /** One of two parts of it has arrived. */
    private Upload half() {
        byte[] bytes = new byte[PART + 1];
        JsonNode begun = alice.begin(Map.of("size_bytes", bytes.length));
        put(begun.get("parts").get(0), bytes);
        Uploads uploads = studio.node().bean(Uploads.class);
        Upload half = uploads.find(VideoId.of(begun.get("video_id").asString()), alice.id()).orElseThrow();
        assertThat(uploads.arrived(half)).hasSize(1);
        return half;
    }

    private void isOver(Upload upload, Duration patience) {
        BlobStore blobs = studio.node().bean(BlobStore.class);
        within(patience, () -> status(upload.id().toString()).equals("failed"));
        within(patience, () -> blobs.list(upload.id().folder()).isEmpty());
        within(patience, () -> blobs.parts(upload.key(), Objects.requireNonNull(upload.parted())).stream()
                .allMatch(List::isEmpty));
    }

    @Test
    @Promise("video.deleted-everywhere")
    void aVideoIsItsOwnersToDelete() {
        JsonNode begun = alice.begin(Map.of());
        String id = begun.get("video_id").asString();
        assertThat(studio.user("mallory").delete("/api/v1/videos/" + id).status()).isEqualTo(404);
        Studio.put(begun.get("upload_url").asString(), "hello".getBytes());
        assertThat(alice.delete("/api/v1/videos/" + id).status()).isEqualTo(204);
        assertThat(studio.get("/api/v1/videos/" + id).status()).isEqualTo(404);
        goesAlsoIfItIsWrittenAgain(begun, PATIENCE);
    }

    @Test
    @Promise(value = "video.deleted-everywhere", naive = true)
    void deletingItOnceLeavesWhatWhoeverHasTheAddressWrites() {
        JsonNode begun = alice.begin(Map.of());
        Studio.put(begun.get("upload_url").asString(), "hello".getBytes());
        BlobStore blobs = studio.node().bean(BlobStore.class);
        blobs.delete(blobs.list("videos/" + begun.get("video_id").asString()));
        Toy.mustFail(1, () -> goesAlsoIfItIsWrittenAgain(begun, Duration.ofSeconds(1)));
        alice.delete("/api/v1/videos/" + begun.get("video_id").asString());
    }

    /** Who still has the address can write until it expires. */
    private void goesAlsoIfItIsWrittenAgain(JsonNode begun, Duration patience) {
        BlobStore blobs = studio.node().bean(BlobStore.class);
        String folder = "videos/" + begun.get("video_id").asString();
        within(patience, () -> blobs.list(folder).isEmpty());
        Studio.put(begun.get("upload_url").asString(), "again".getBytes());
        within(patience, () -> blobs.list(folder).isEmpty());
    }

    @Test
    void whatCannotBeAVideoIsRefusedAtOnce() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("title", ""),
                Map.of("title", "x".repeat(201)),
                Map.of("description", "x".repeat(5_001)), Map.of("tags", List.of("")),
                Map.of("tags", java.util.stream.IntStream.range(0, 31).mapToObj(Integer::toString).toList()),
                Map.of("file_name", " "), Map.of("size_bytes", 0), Map.of("size_bytes", 11L << 30),
                Map.of("sha256", "abc"))) {
            var body = new java.util.HashMap<String, Object>(Map.of("title", "A", "file_name", "a.mp4"));
            body.putAll(wrong);
            Answer refused = alice.post("/api/v1/videos/upload", Studio.json(body));
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(422);
            assertThat(refused.field()).isEqualTo(wrong.keySet().iterator().next());
        }
        assertThat(alice.post("/api/v1/videos/upload", "{\"title\":\"a\"}").status()).isEqualTo(400);
        assertThat(alice.post("/api/v1/videos/upload", "{\"title\":\"a\",\"file_name\":\"b\",\"x\":1}").status())
                .isEqualTo(400);
        assertThat(studio.get("/api/v1/videos/nothing").status()).isEqualTo(404);
        assertThat(studio.get("/api/v1/videos/vid_7zzzzzzzzzzzz").status()).isEqualTo(404);
        assertThat(Studio.plain(java.net.http.HttpRequest.newBuilder(URI.create(studio.url() + "/api/v1/videos/upload"))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .build()).statusCode()).isEqualTo(401);
    }
}
