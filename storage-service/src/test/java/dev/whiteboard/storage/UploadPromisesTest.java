package dev.whiteboard.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What uploads promise whatever the network, the clients and the others do. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class UploadPromisesTest {
    /** Names that one device or another takes for the same. */
    private static final List<List<String>> SAME = List.of(List.of("README", "readme", "ReadMe"),
            List.of("caf\u00e9", "cafe\u0301",
                    "CAFE\u0301"),
            List.of("stra\u00dfe", "STRASSE"), List.of("name", "name.", "name ", "NAME..."),
            List.of("\u212belvin", "\u00e5elvin"), List.of("\uac00", "\u1100\u1161"));

    private static final int PIECES = 64;
    private static int number;

    private final Random random = Seed.random("uploads");
    private Storage storage;
    private Storage.User alice;
    private JdbcClient jdbc;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DataSource dataSource) {
        storage = Storage.shared(environment, tokens);
        alice = storage.user("uploads" + number++);
        jdbc = JdbcClient.create(dataSource);
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    @Promise("storage.poisoned-chunk-refused")
    void bytesThatAreNotTheirHashAreNeverLetIn() {
        byte[] honest = bytes(Storage.CHUNK);
        byte[] poison = bytes(Storage.CHUNK);
        Storage.User mallory = storage.user("mallory" + number);
        JsonNode begun = mallory.init("x", honest, Storage.CHUNK, null, "root").ok().json();
        String upload = begun.get("upload_id").asString();
        Storage.putTo(begun.get("upload_urls").get(Storage.sha256(honest)).asString(), poison);
        Answer refused = mallory.complete(upload);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/error/field").asString()).isEqualTo("chunk_hashes");
        assertThat(mallory.putChunk(upload, Storage.sha256(honest), poison).status()).isEqualTo(422);
        assertThat(mallory.putChunk(upload, Storage.sha256(honest), Arrays.copyOf(honest, 100)).status())
                .isEqualTo(422);
        String id = alice.upload("x", honest, null).ok().json().get("file_id").asString();
        assertThat(alice.content(id)).isEqualTo(honest);
    }

    @Test
    @Promise("storage.upload-resumes")
    void anUploadThatIsCutAtEvery64thGoesOnWhereItWas() throws IOException {
        byte[] bytes = bytes(PIECES * 16 * 1024 * (Scale.factor() >= 1 ? 64 : 1));
        List<byte[]> chunks = Storage.cut(bytes, bytes.length / PIECES);
        String upload = alice.init("long.bin", bytes, bytes.length / PIECES, null, "root").ok().json()
                .get("upload_id").asString();
        for (int sent = 0; sent < PIECES; sent++) {
            byte[] chunk = chunks.get(sent);
            JsonNode missing = alice.get("/api/v1/files/upload/" + upload + "/urls").ok().json().get("upload_urls");
            assertThat(missing).as("what arrived whole counts, what was cut does not").hasSize(PIECES - sent);
            boolean direct = sent % 2 == 0;
            URI target = direct
                    ? URI.create(missing.get(Storage.sha256(chunk)).asString())
                    : URI.create(storage.url() + "/api/v1/files/upload/" + upload + "/chunk/" + Storage.sha256(chunk));
            cutInTheMiddle(target, direct ? "" : alice.token(), chunk);
            assertThat(alice.complete(upload).status()).isEqualTo(409);
            alice.putChunk(upload, chunk).ok();
        }
        String id = alice.complete(upload).ok().json().get("file_id").asString();
        assertThat(Storage.sha256(alice.content(id))).isEqualTo(Storage.sha256(bytes));
        assertThat(alice.used()).isEqualTo(bytes.length);
        assertThat(alice.reserved()).isZero();
    }

    /** Sends half of a body and hangs up. */
    private static void cutInTheMiddle(URI target, String token, byte[] body) throws IOException {
        try (var socket = new Socket(target.getHost(), target.getPort())) {
            String head = "PUT " + target.getRawPath()
                    + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery())
                    + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\nContent-Length: " + body.length + "\r\n"
                    + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            socket.getOutputStream().write(body, 0, body.length / 2);
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    @Promise("storage.quota-exact")
    void ofFiftyUploadsWithRoomForTenExactlyTenCommit() {
        int size = 1_000;
        for (int round = 0; round < 3; round++) {
            Storage.User user = storage.user("quota" + round + "-" + Seed.value());
            user.used();
            jdbc.sql("update account set quota = :quota where user_id = :user").param("quota", 10 * size + size / 2)
                    .param("user", user.id()).update();
            List<Integer> statuses = Race.of(50).run((int contestant) -> {
                byte[] bytes = new byte[size];
                new Random(contestant).nextBytes(bytes);
                if (contestant % 2 == 0) {
                    return user.put("f" + contestant, bytes, "").status();
                }
                Answer begun = user.init("f" + contestant, bytes, size, null, "root");
                if (begun.status() != 201) {
                    return begun.status();
                }
                String upload = begun.json().get("upload_id").asString();
                user.putChunk(upload, bytes).ok();
                return user.complete(upload).status() + 1;
            });
            assertThat(statuses.stream().filter(status -> status == 201)).as(statuses.toString()).hasSize(10);
            assertThat(statuses.stream().filter(status -> status == 413)).hasSize(40);
            assertThat(user.used()).isEqualTo(10 * size);
            assertThat(user.reserved()).isZero();
            String aborted = user.init("g", new byte[size / 2], size, null, "root").ok().json().get("upload_id")
                    .asString();
            assertThat(user.reserved()).isEqualTo(size / 2);
            assertThat(user.call("DELETE", "/api/v1/files/upload/" + aborted, "").status()).isEqualTo(204);
            assertThat(user.reserved()).isZero();
        }
    }

    @Test
    @Promise(value = "storage.quota-exact", naive = true)
    void lookingBeforeReservingLetsTooManyIn() {
        Toy.mustFail(20, () -> {
            jdbc.sql("create table if not exists naive_account (used bigint)").update();
            jdbc.sql("truncate naive_account").update();
            jdbc.sql("insert into naive_account values (0)").update();
            List<Integer> entered = Race.of(50).run((int contestant) -> {
                long used = jdbc.sql("select used from naive_account").query(Long.class).single();
                return used + 1 > 10 ? 0 : jdbc.sql("update naive_account set used = used + 1").update();
            });
            assertThat(entered.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        });
    }

    @Test
    @Promise("storage.revoked-mid-upload")
    void whoLosesTheRightToWriteMidUploadCannotComplete() {
        Storage.User bob = storage.user("revoked" + number);
        String folder = alice.folder("shared", "root");
        String share = alice.share(folder, bob, "edit");
        byte[] bytes = bytes(2 * Storage.CHUNK);
        List<byte[]> chunks = Storage.cut(bytes, Storage.CHUNK);
        String upload = bob.init("b.bin", bytes, Storage.CHUNK, null, folder).ok().json().get("upload_id").asString();
        bob.putChunk(upload, chunks.get(0)).ok();
        assertThat(alice.call("DELETE", "/api/v1/shares/" + share, "").status()).isEqualTo(204);
        assertThat(bob.putChunk(upload, chunks.get(1)).status()).isEqualTo(404);
        assertThat(bob.get("/api/v1/files/upload/" + upload + "/urls").status()).isEqualTo(404);
        assertThat(bob.complete(upload).status()).isEqualTo(404);
        assertThat(alice.names(folder)).isEmpty();
        alice.share(folder, bob, "view");
        assertThat(bob.complete(upload).status()).isEqualTo(403);
        assertThat(bob.put("c.bin", bytes, "&parent_folder_id=" + folder).status()).isEqualTo(403);
        alice.share(folder, bob, "edit");
        bob.putChunk(upload, chunks.get(1)).ok();
        String id = bob.complete(upload).ok().json().get("file_id").asString();
        assertThat(alice.content(id)).isEqualTo(bytes);
        assertThat(alice.used()).as("the folder's owner pays").isEqualTo(bytes.length);
        assertThat(bob.used()).isZero();
    }

    @Test
    @Promise("storage.delete-versus-edit")
    void anEditOutweighsADeletionThatDidNotKnowOfIt() {
        for (int round = 0; round < Scale.rounds(200); round++) {
            editRacesDelete("?base_version=1");
        }
    }

    @Test
    @Promise(value = "storage.delete-versus-edit", naive = true)
    void aDeletionThatNamesNoVersionTakesAnEditWithIt() {
        Toy.mustFail(200, () -> editRacesDelete(""));
    }

    private void editRacesDelete(String query) {
        String name = "doc" + random.nextLong() + ".txt";
        byte[] edited = bytes(200);
        String id = alice.file(name, bytes(100));
        String upload = alice.init(name, edited, Storage.CHUNK, 1, "root").ok().json().get("upload_id").asString();
        alice.putChunk(upload, edited).ok();
        List<Answer> answers = Race.of(2).run((int contestant) -> contestant == 0
                ? alice.complete(upload)
                : alice.call("DELETE", "/api/v1/files/" + id + query, ""));
        JsonNode committed = answers.get(0).ok().json();
        assertThat(committed.has("conflict")).isFalse();
        assertThat(answers.get(1).status()).isIn(204, 409);
        assertThat(committed.get("file_id").asString()).isEqualTo(id);
        Answer content = alice.get("/api/v1/files/" + id + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.bytes()).isEqualTo(edited);
    }

    @Test
    @Promise("storage.delete-versus-edit")
    void whatIsUploadedIntoAFolderThatIsBeingDeletedIsRefusedOrComesBackWithIt() {
        for (int round = 0; round < Scale.rounds(100); round++) {
            String folder = alice.folder("f" + round, "root");
            byte[] bytes = bytes(50);
            List<Answer> answers = Race.of(2).run((int contestant) -> contestant == 0
                    ? alice.put("late.txt", bytes, "&parent_folder_id=" + folder)
                    : alice.delete(folder));
            assertThat(answers.get(1).status()).isEqualTo(204);
            assertThat(answers.get(0).status()).isIn(201, 404);
            alice.post("/api/v1/files/" + folder + "/undelete", "").ok();
            assertThat(alice.names(folder)).hasSize(answers.get(0).status() == 201 ? 1 : 0);
            alice.delete(folder);
        }
    }

    @Test
    @Promise("storage.no-folder-cycles")
    void twoFoldersThatMoveIntoEachOtherMakeNoCircle() {
        for (int round = 0; round < Scale.rounds(200); round++) {
            String one = alice.folder("one" + round, "root");
            String two = alice.folder("two" + round, "root");
            List<Integer> moved = Race.of(2).run((int contestant) -> alice.patch(contestant == 0 ? one : two,
                    Map.of("parent_folder_id", contestant == 0 ? two : one)).status());
            assertThat(moved).containsExactlyInAnyOrder(200, 409);
            String outer = alice.get("/api/v1/folders/" + one).ok().json().get("parent_folder_id").asString()
                    .equals(two) ? two : one;
            assertThat(alice.names(outer)).hasSize(1);
            assertThat(alice.delete(outer).status()).isEqualTo(204);
        }
    }

    @Test
    @Promise(value = "storage.no-folder-cycles", naive = true)
    void lookingBeforeMovingMakesCircles() {
        jdbc.sql("create table if not exists naive_node (id int primary key, parent int)").update();
        Toy.mustFail(500, () -> {
            jdbc.sql("insert into naive_node values (1, 0), (2, 0) on conflict (id) do update set parent = 0").update();
            Race.of(2).run((int contestant) -> {
                int mine = contestant + 1;
                int other = 2 - contestant;
                boolean circle = jdbc.sql("select parent from naive_node where id = :id").param("id", other)
                        .query(Integer.class).single() == mine;
                return circle
                        ? 0
                        : jdbc.sql("update naive_node set parent = :parent where id = :id").param("parent", other)
                                .param("id", mine).update();
            });
            assertThat(jdbc.sql("select count(*) from naive_node where parent = 0").query(Integer.class).single())
                    .isEqualTo(1);
        });
    }

    @Test
    @Promise("storage.names-never-collapse")
    void namesThatADeviceTakesForTheSameAreOneFile() {
        for (List<String> names : SAME) {
            String folder = alice.folder("names" + names.hashCode(), "root");
            List<Integer> made = Race.of(names.size()).run((int contestant) -> alice.post("/api/v1/folders",
                    Storage.json(Map.of("folder_name", names.get(contestant), "parent_folder_id", folder))).status());
            assertThat(made.stream().filter(status -> status == 201)).as(names.toString()).hasSize(1);
            assertThat(made.stream().filter(status -> status == 409)).hasSize(names.size() - 1);
        }
        String folder = alice.folder("case", "root");
        String id = alice.file("readme", bytes(10), folder);
        assertThat(alice.put("README", bytes(20), "&parent_folder_id=" + folder).ok().json().get("conflict")
                .get("file_name").asString()).startsWith("README (conflicted copy");
        alice.patch(id, Map.of("file_name", "README")).ok();
        assertThat(alice.names(folder)).contains("README").hasSize(2);
    }

    @Test
    @Promise(value = "storage.names-never-collapse", naive = true)
    void aUniqueLowerCaseNameLetsTheSameInTwice() {
        jdbc.sql("create table if not exists naive_name (folder int, name text)").update();
        jdbc.sql("create unique index if not exists naive_name_once on naive_name (folder, lower(name))").update();
        Toy.mustFail(1, () -> {
            for (int folder = 0; folder < SAME.size(); folder++) {
                for (String name : SAME.get(folder)) {
                    jdbc.sql("insert into naive_name values (:folder, :name) on conflict do nothing")
                            .param("folder", folder).param("name", name).update();
                }
            }
            assertThat(jdbc.sql("select count(*) from naive_name").query(Integer.class).single())
                    .isEqualTo(SAME.size());
        });
    }
}
