package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: a problem with a code and a status of 400 to 499, never a failure of ours. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class BadInputTest {
    private static final String HASH = "ab".repeat(32);
    private static final String[] METHODS = {"POST", "PUT", "PATCH", "DELETE"};
    private static final String[] ROUTES = {"/api/v1/files/upload/init",
        "/api/v1/files/upload/up_0000000000000/complete",
        "/api/v1/folders", "/api/v1/shares", "/api/v1/media/upload", "/api/v1/files/file_0000000000000",
        "/api/v1/files/content", "/api/v1/files/file_0000000000000/restore", "/api/v1/sync", "/media/x"};

    private Storage.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        alice = Storage.shared(environment, tokens).user("badinput");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/etc/passwd", "..\\\\x", "C:\\\\x", "a\\u0001b", "...", " . ",
        "a\\nb", "\\u007f"})
    @Promise("storage.bad-input")
    void aNameThatIsAPathIsRefused(String name) {
        for (Answer answer : List.of(
                alice.post("/api/v1/files/upload/init",
                        "{\"file_name\":\"" + name + "\",\"file_size\":0,\"chunk_hashes\":[]}"),
                alice.post("/api/v1/folders", "{\"folder_name\":\"" + name + "\"}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.json().at("/error/field").asString()).isIn("file_name", "folder_name");
        }
    }

    @Test
    @Promise("storage.bad-input")
    void aNameOf256BytesIsRefusedAndOneOf255IsNot() {
        assertThat(alice.put("é".repeat(127) + "ab", new byte[0], "").status()).isEqualTo(422);
        assertThat(alice.put("é".repeat(127) + "a", new byte[0], "").status()).isEqualTo(201);
        assertThat(alice.put("é".repeat(127) + "a", new byte[1], "").ok().json().has("conflict")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"\"file_size\":-1,\"chunk_hashes\":[]|422|file_size",
        "\"file_size\":53687091201,\"chunk_hashes\":[]|422|file_size",
        "\"file_size\":1,\"chunk_hashes\":[]|422|chunk_hashes",
        "\"file_size\":0,\"chunk_hashes\":[\"HASH\"]|422|chunk_hashes",
        "\"file_size\":1,\"chunk_hashes\":[\"abc\"]|422|chunk_hashes[0]",
        "\"file_size\":1,\"chunk_hashes\":[\"HASH00\"]|422|chunk_hashes[0]",
        "\"file_size\":1,\"chunk_hashes\":[\"../../x\"]|422|chunk_hashes[0]",
        "\"file_size\":1,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[0]|422|chunk_sizes[0]",
        "\"file_size\":1,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[-1]|422|chunk_sizes[0]",
        "\"file_size\":9000000,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[9000000]|422|chunk_sizes[0]",
        "\"file_size\":3,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[2]|422|chunk_sizes",
        "\"file_size\":3,\"chunk_hashes\":[\"HASH\",\"HASH\"],\"chunk_sizes\":[1,2]|422|chunk_sizes[1]",
        "\"file_size\":3,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[1,2]|422|chunk_sizes",
        "\"file_size\":1,\"chunk_hashes\":[\"HASH\"],\"base_version\":0|422|base_version",
        "\"file_size\":1,\"chunk_hashes\":[null]|422|chunk_hashes[0]",
        "\"file_size\":1,\"chunk_hashes\":[\"HASH\"],\"chunk_sizes\":[null]|422|chunk_sizes[0]",
        "\"file_size\":\"1\",\"chunk_hashes\":[]|400|file_size",
        "\"file_size\":1.5,\"chunk_hashes\":[]|400|file_size",
        "\"file_size\":1,\"chunk_hashes\":\"HASH\"|400|chunk_hashes",
        "\"file_size\":1,\"chunk_hashes\":[],\"surprise\":1|400|surprise"})
    @Promise("storage.bad-input")
    void anUploadThatMakesNoSenseIsRefusedByName(String fields, int status, String field) {
        Answer answer = alice.post("/api/v1/files/upload/init",
                "{\"file_name\":\"x\"," + fields.replace("HASH", HASH) + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.json().at("/error/field").asString()).as(answer.body()).isEqualTo(field);
        }
    }

    @Test
    @Promise("storage.bad-input")
    void aMillionChunksAreTooManyAndFiftyGigabytesFit() {
        assertThat(alice.post("/api/v1/files/upload/init", init(1_000_000, 4_194_304L * 1_000_000)).status())
                .isEqualTo(413);
        assertThat(alice.post("/api/v1/files/upload/init", init(25_000, 1)).status()).isEqualTo(422);
        Answer tooLargeForTheQuota = alice.post("/api/v1/files/upload/init", init(12_800, 4_194_304L * 12_800));
        assertThat(tooLargeForTheQuota.status()).as(tooLargeForTheQuota.body()).isEqualTo(413);
        assertThat(tooLargeForTheQuota.body()).contains("quota");
    }

    private static String init(int chunks, long size) {
        StringBuilder body = new StringBuilder("{\"file_name\":\"x\",\"file_size\":" + size + ",\"chunk_hashes\":[");
        for (int i = 0; i < chunks; i++) {
            body.append(i == 0 ? "\"" : ",\"").append(String.format("%064x", i)).append('"');
        }
        return body.append("]}").toString();
    }

    @Test
    @Promise("storage.bad-input")
    void whatIsNoIdIsNotFound() {
        for (String id : List.of("file_0000000000000", "file_x", "root", "usr_0000000000000", "..%2f..",
                "file_zzzzzzzzzzzzz")) {
            assertThat(alice.get("/api/v1/files/" + id).status()).as(id).isIn(400, 404);
            assertThat(alice.get("/api/v1/files/" + id + "/content").status()).as(id).isIn(400, 404);
            assertThat(alice.delete(id).status()).as(id).isIn(400, 404);
        }
        assertThat(alice.patch(alice.folder("f", "root"), Map.of("parent_folder_id", "nowhere")).status())
                .isEqualTo(404);
        assertThat(alice.get("/api/v1/sync?cursor=AAAA").code()).isEqualTo("INVALID_CURSOR");
        assertThat(alice.get("/api/v1/sync/wait?timeout=61").status()).isEqualTo(422);
        assertThat(alice.get("/api/v1/sync?limit=0").code()).isEqualTo("INVALID_LIMIT");
        assertThat(alice.put("x", new byte[1], "&base_version=-1").status()).isEqualTo(422);
        assertThat(alice.put("x", new byte[1], "&parent_folder_id=folder_1").status()).isEqualTo(404);
    }

    @Test
    @Promise("storage.bad-input")
    void randomBodiesOnEveryRouteAreProblems() {
        Random random = Seed.random("bodies");
        for (int round = 0; round < Scale.rounds(1_000); round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Answer answer = alice.call(METHODS[random.nextInt(METHODS.length)], ROUTES[random.nextInt(ROUTES.length)],
                    new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
        }
    }
}
