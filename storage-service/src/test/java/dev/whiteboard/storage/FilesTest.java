package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collections;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What files and folders can do, from the outside. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class FilesTest {
    private static int number;

    private Storage storage;
    private Storage.User alice;
    private final Random random = Seed.random("files" + number);

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        storage = Storage.shared(environment, tokens);
        alice = storage.user("files" + number++);
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void chunksTravelByPresignedAddressesAndOnlyWhatIsNewDoes() {
        byte[] first = bytes(5 * Storage.CHUNK + 100);
        Answer done = alice.upload("report.pdf", first, null).ok();
        String id = done.json().get("file_id").asString();
        assertThat(done.json().get("version").asInt()).isEqualTo(1);
        assertThat(done.json().has("conflict")).isFalse();
        assertThat(alice.content(id)).isEqualTo(first);

        byte[] edited = first.clone();
        edited[2 * Storage.CHUNK + 7] ^= 1;
        JsonNode begun = alice.init("report.pdf", edited, Storage.CHUNK, 1, "root").ok().json();
        assertThat(begun.get("file_id").asString()).isEqualTo(id);
        assertThat(begun.get("chunks_needed")).hasSize(1);
        byte[] changed = Arrays.copyOfRange(edited, 2 * Storage.CHUNK, 3 * Storage.CHUNK);
        String address = begun.get("upload_urls").get(Storage.sha256(changed)).asString();
        assertThat(address).doesNotContain("checksum");
        assertThat(Storage.putTo(address, changed)).isEqualTo(200);
        Answer second = alice.complete(begun.get("upload_id").asString()).ok();
        assertThat(second.json().get("version").asInt()).isEqualTo(2);
        assertThat(alice.content(id)).isEqualTo(edited);
        assertThat(alice.content(id, "?version=1")).isEqualTo(first);
        assertThat(alice.used()).isEqualTo(edited.length);
        assertThat(alice.reserved()).isZero();
        assertThat(alice.complete(begun.get("upload_id").asString()).ok().body()).isEqualTo(second.body());
    }

    @Test
    void theMetadataNamesEveryChunkAndWhereToReadIt() {
        byte[] bytes = bytes(3 * Storage.CHUNK);
        String id = alice.upload("a.bin", bytes, null).ok().json().get("file_id").asString();
        JsonNode file = alice.get("/api/v1/files/" + id).ok().json();
        assertThat(file.get("file_name").asString()).isEqualTo("a.bin");
        assertThat(file.get("size").asLong()).isEqualTo(bytes.length);
        byte[] read = new byte[0];
        for (JsonNode chunk : file.get("chunks")) {
            byte[] piece = Storage.plain(HttpRequest.newBuilder(URI.create(chunk.get("url").asString())).build())
                    .body();
            assertThat(Storage.sha256(piece)).isEqualTo(chunk.get("hash").asString());
            read = Arrays.copyOf(read, read.length + piece.length);
            System.arraycopy(piece, 0, read, read.length - piece.length, piece.length);
        }
        assertThat(read).isEqualTo(bytes);
    }

    @Test
    void chunksTravelThroughTheServer() {
        byte[] bytes = bytes(2 * Storage.CHUNK + 5);
        String upload = alice.init("b.bin", bytes, Storage.CHUNK, null, "root").ok().json().get("upload_id")
                .asString();
        List<byte[]> chunks = Storage.cut(bytes, Storage.CHUNK);
        alice.putChunk(upload, chunks.get(0)).ok();
        Answer tooEarly = alice.complete(upload);
        assertThat(tooEarly.status()).isEqualTo(409);
        alice.putChunk(upload, chunks.get(1)).ok();
        assertThat(alice.get("/api/v1/files/upload/" + upload + "/urls").ok().json().get("upload_urls")).hasSize(1);
        alice.putChunk(upload, chunks.get(2)).ok();
        String id = alice.complete(upload).ok().json().get("file_id").asString();
        assertThat(alice.content(id)).isEqualTo(bytes);
    }

    @Test
    void aFileComesAndGoesWholeWithRanges() {
        byte[] bytes = bytes(6 * 1024 * 1024 + 321);
        Answer made = alice.put("große Datei.bin", bytes, "");
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().get("file_id").asString();
        Answer whole = alice.get("/api/v1/files/" + id + "/content").ok();
        assertThat(whole.bytes()).isEqualTo(bytes);
        assertThat(whole.header("content-disposition")).contains("gro%C3%9Fe");
        String etag = whole.header("etag");
        for (long[] range : new long[][]{{0, 0}, {5, 5_000_000}, {4_000_000, 4_000_000},
            {6_000_000, bytes.length - 1}}) {
            Answer part = new Answer(Storage.plain(alice.request("/api/v1/files/" + id + "/content")
                    .header("Range", "bytes=" + range[0] + "-" + range[1]).header("If-Range", etag).build()));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("content-range"))
                    .isEqualTo("bytes " + range[0] + "-" + range[1] + "/" + bytes.length);
            assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, (int) range[0], (int) range[1] + 1));
        }
        assertThat(
                Storage.plain(alice.request("/api/v1/files/" + id + "/content").header("If-None-Match", etag).build())
                        .statusCode())
                .isEqualTo(304);
        assertThat(Storage.plain(alice.request("/api/v1/files/" + id + "/content")
                .header("Range", "bytes=" + bytes.length + "-").build()).statusCode()).isEqualTo(416);
        assertThat(Storage.plain(alice.request("/api/v1/files/" + id + "/content")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).build()).headers().firstValue("content-length"))
                .hasValue(Integer.toString(bytes.length));
    }

    @Test
    void anEmptyFileIsAFile() {
        String id = alice.file("empty", new byte[0]);
        assertThat(alice.content(id)).isEmpty();
        assertThat(alice.upload("empty too", new byte[0], null).status()).isEqualTo(200);
        assertThat(alice.used()).isZero();
    }

    @Test
    void anEditOfAnOldVersionBecomesAConflictedCopy() {
        byte[] base = bytes(1000);
        byte[] mine = bytes(1000);
        byte[] theirs = bytes(1000);
        String id = alice.upload("plan.txt", base, null).ok().json().get("file_id").asString();
        assertThat(alice.upload("plan.txt", mine, 1).ok().json().get("version").asInt()).isEqualTo(2);
        JsonNode lost = alice.upload("plan.txt", theirs, 1).ok().json();
        assertThat(lost.get("file_id").asString()).isEqualTo(id);
        assertThat(lost.get("version").asInt()).isEqualTo(2);
        JsonNode conflict = lost.get("conflict");
        assertThat(conflict.get("file_name").asString()).startsWith("plan (conflicted copy of usr_files")
                .endsWith(").txt");
        assertThat(alice.content(id)).isEqualTo(mine);
        assertThat(alice.content(conflict.get("file_id").asString())).isEqualTo(theirs);
        JsonNode again = alice.upload("plan.txt", mine, 1).ok().json();
        assertThat(again.has("conflict")).as("the same bytes are no conflict").isFalse();
        JsonNode noBase = alice.put("plan.txt", bytes(10), "").ok().json();
        assertThat(noBase.get("conflict").get("file_name").asString()).endsWith(" 2).txt");
        assertThat(alice.names("root")).hasSize(3);
    }

    @Test
    void versionsAreListedAndRestoredAsNewOnes() {
        byte[] one = bytes(5000);
        byte[] two = bytes(3000);
        String id = alice.file("v.txt", one);
        alice.put("v.txt", two, "&base_version=1").ok();
        JsonNode restored = alice.post("/api/v1/files/" + id + "/restore", "{\"version\":1}").ok().json();
        assertThat(restored.get("version").asInt()).isEqualTo(3);
        assertThat(alice.content(id)).isEqualTo(one);
        assertThat(alice.used()).isEqualTo(5000);
        JsonNode versions = alice.get("/api/v1/files/" + id + "/versions?limit=2").ok().json();
        assertThat(versions.get("data").get(0).get("version").asInt()).isEqualTo(3);
        String cursor = versions.get("pagination").get("next_cursor").asString();
        JsonNode rest = alice.get("/api/v1/files/" + id + "/versions?limit=2&cursor=" + cursor).ok().json();
        assertThat(rest.get("data")).hasSize(1);
        assertThat(alice.post("/api/v1/files/" + id + "/restore", "{\"version\":9}").status()).isEqualTo(404);
    }

    @Test
    void foldersHoldFilesAndMoveAsOne() {
        String docs = alice.folder("docs", "root");
        String old = alice.folder("old", docs);
        String id = alice.file("a.txt", bytes(10), old);
        String archive = alice.folder("archive", "root");
        alice.patch(docs, Map.of("parent_folder_id", archive, "file_name", "Documents")).ok();
        assertThat(alice.names("root")).containsExactly("archive");
        assertThat(alice.names(archive)).containsExactly("Documents");
        assertThat(alice.names(old)).containsExactly("a.txt");
        Answer circle = alice.patch(archive, Map.of("parent_folder_id", old));
        assertThat(circle.status()).isEqualTo(409);
        alice.patch(id, Map.of("parent_folder_id", "root")).ok();
        assertThat(alice.names("root")).containsExactly("a.txt", "archive");
        assertThat(alice.patch(id, Map.of("file_name", "ARCHIVE")).code()).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void whatIsDeletedComesBackWithAllThatWasInside() {
        String docs = alice.folder("docs", "root");
        byte[] bytes = bytes(100);
        String id = alice.file("a.txt", bytes, docs);
        assertThat(alice.delete(docs).status()).isEqualTo(204);
        assertThat(alice.get("/api/v1/files/" + id).status()).isEqualTo(404);
        assertThat(alice.delete(docs).status()).isEqualTo(404);
        alice.folder("DOCS", "root");
        JsonNode back = alice.post("/api/v1/files/" + docs + "/undelete", "").ok().json();
        assertThat(back.get("file_name").asString()).isEqualTo("docs (restored)");
        assertThat(alice.content(id)).isEqualTo(bytes);
    }

    @Test
    void whatBelongsToOthersIsNotThere() {
        Storage.User bob = storage.user("stranger");
        String id = alice.file("secret.txt", bytes(100));
        String folder = alice.folder("f", "root");
        String upload = alice.init("x", bytes(10), 10, null, "root").ok().json().get("upload_id").asString();
        for (String path : List.of("/api/v1/files/" + id, "/api/v1/files/" + id + "/content",
                "/api/v1/files/" + id + "/versions", "/api/v1/folders/" + folder + "/children",
                "/api/v1/files/upload/" + upload + "/urls")) {
            assertThat(bob.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(bob.complete(upload).status()).isEqualTo(404);
        assertThat(bob.delete(id).status()).isEqualTo(404);
        assertThat(bob.patch(id, Map.of("file_name", "mine")).status()).isEqualTo(404);
        assertThat(bob.post("/api/v1/files/" + id + "/restore", "{\"version\":1}").status()).isEqualTo(404);
        assertThat(bob.put("x", bytes(1), "&parent_folder_id=" + folder).status()).isEqualTo(404);
    }

    @Test
    void knowingAHashIsNotHavingTheBytes() {
        byte[] bytes = bytes(Storage.CHUNK);
        alice.file("secret", bytes);
        Storage.User bob = storage.user("thief" + number);
        JsonNode begun = bob.init("mine", bytes, Storage.CHUNK, null, "root").ok().json();
        assertThat(begun.get("chunks_needed")).hasSize(1);
        assertThat(bob.complete(begun.get("upload_id").asString()).status()).isEqualTo(409);
    }

    /** One chunk 12,800 times over: the sizes are real, the bytes are few. */
    @Test
    void aFileOfFiftyGibibytesIsReadAtBothEndsAndBeyondEveryBoundaryOfAnInteger() {
        byte[] chunk = bytes(4 * 1024 * 1024);
        long size = 12_800L * chunk.length;
        alice.used();
        JdbcClient.create(storage.node().bean(DataSource.class))
                .sql("update account set quota = 2 * :size where user_id = :user").param("size", size)
                .param("user", alice.id()).update();
        String upload = alice
                .post("/api/v1/files/upload/init", Storage.json(Map.of("file_name", "disk.img", "file_size",
                        size, "chunk_hashes", Collections.nCopies(12_800, Storage.sha256(chunk)))))
                .ok().json()
                .get("upload_id").asString();
        alice.putChunk(upload, chunk).ok();

        String id = alice.complete(upload).ok().json().get("file_id").asString();

        assertThat(alice.used()).isEqualTo(size);
        assertThat(alice.get("/api/v1/files/" + id).ok().json().get("size").asLong()).isEqualTo(size);
        for (long at : new long[]{0, (1L << 31) - 5, (1L << 32) - 5, size - 10}) {
            Answer part = new Answer(Storage.plain(alice.request("/api/v1/files/" + id + "/content")
                    .header("Range", "bytes=" + at + "-" + (at + 9)).build()));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("content-range")).isEqualTo("bytes " + at + "-" + (at + 9) + "/" + size);
            byte[] expected = new byte[10];
            for (int i = 0; i < 10; i++) {
                expected[i] = chunk[(int) ((at + i) % chunk.length)];
            }
            assertThat(part.bytes()).isEqualTo(expected);
        }
        alice.call("DELETE", "/api/v1/files/" + id + "?permanent=true", "").ok();
        assertThat(alice.used()).isZero();
    }
}
