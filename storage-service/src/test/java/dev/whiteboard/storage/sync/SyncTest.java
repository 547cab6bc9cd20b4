package dev.whiteboard.storage.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.storage.Storage;
import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How devices hear of changes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class SyncTest {
    private static int number;
    private static Storage second;

    private Storage storage;
    private Storage.User alice;
    private JdbcClient jdbc;
    private TestTokens tokens;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DataSource dataSource) {
        this.tokens = tokens;
        storage = Storage.shared(environment, tokens);
        if (second == null) {
            second = Storage.start(Storage.nodes(environment, tokens), tokens, Map.of());
        }
        alice = storage.user("sync" + number++);
        jdbc = JdbcClient.create(dataSource);
    }

    private static JsonNode read(Storage.User user, String cursor) {
        return user.get("/api/v1/sync?cursor=" + cursor).ok().json();
    }

    @Test
    void theLogTellsEverythingThatHappens() {
        String cursor = read(alice, "").get("cursor").asString();
        String folder = alice.folder("docs", "root");
        String id = alice.file("a.txt", new byte[]{1}, folder);
        alice.put("a.txt", new byte[]{2}, "&base_version=1&parent_folder_id=" + folder).ok();
        JsonNode lost = alice.put("a.txt", new byte[]{3}, "&base_version=1&parent_folder_id=" + folder).ok().json();
        alice.patch(id, Map.of("file_name", "b.txt")).ok();
        alice.delete(id);
        alice.post("/api/v1/files/" + id + "/undelete", "").ok();
        JsonNode log = read(alice, cursor);
        List<String> types = new ArrayList<>();
        log.get("changes").forEach(change -> types.add(change.get("type").asString()));
        assertThat(types).containsExactly("added", "added", "updated", "added", "moved", "removed", "added");
        assertThat(log.get("changes").get(3).get("conflict_of").asString()).isEqualTo(id);
        assertThat(log.get("changes").get(3).get("file_id").asString())
                .isEqualTo(lost.get("conflict").get("file_id").asString());
        assertThat(log.get("has_more").asBoolean()).isFalse();
        assertThat(read(alice, log.get("cursor").asString()).get("changes")).isEmpty();
    }

    @Test
    void whatHappensInASharedFolderIsInTheLogOfEachMember() {
        Storage.User bob = storage.user("member" + number);
        String folder = alice.folder("team", "root");
        String share = alice.share(folder, bob, "edit");
        String inside = alice.file("plan.txt", new byte[]{1}, folder);
        bob.put("plan.txt", new byte[]{2}, "&base_version=1&parent_folder_id=" + folder).ok();
        assertThat(types(bob)).containsExactly("shared " + folder, "added " + inside, "updated " + inside);
        assertThat(types(alice)).contains("updated " + inside);
        String hidden = alice.folder("private", "root");
        alice.patch(inside, Map.of("parent_folder_id", hidden)).ok();
        assertThat(types(bob)).endsWith("removed " + inside);
        assertThat(bob.get("/api/v1/files/" + inside).status()).isEqualTo(404);
        alice.patch(inside, Map.of("parent_folder_id", folder)).ok();
        assertThat(types(bob)).endsWith("added " + inside);
        assertThat(bob.get("/api/v1/shares").ok().json().get("data")).hasSize(1);
        assertThat(bob.patch(folder, Map.of("file_name", "mine")).status()).isEqualTo(403);
        alice.call("DELETE", "/api/v1/shares/" + share, "");
        assertThat(types(bob)).endsWith("unshared " + folder);
        assertThat(bob.get("/api/v1/folders/" + folder + "/children").status()).isEqualTo(404);
        assertThat(alice.post("/api/v1/shares", Storage.json(Map.of("file_id", folder, "username", "nobody",
                "permission", "view"))).status()).isEqualTo(422);
    }

    /** An address finds its user; who shared by it is told the address and not whose it is. */
    @Test
    void whoSharesByAnAddressLearnsNoName() {
        Storage.User bob = storage.user("addressed" + number);
        String folder = alice.folder("post", "root");
        Map<String, String> share = Map.of("file_id", folder, "user_email", bob.id().substring(4) + "@example.org",
                "permission", "view");

        JsonNode shared = alice.post("/api/v1/shares", Storage.json(share)).ok().json();

        assertThat(shared.get("user_email").asString()).isEqualTo(share.get("user_email"));
        assertThat(shared.has("user_id") || shared.has("username")).isFalse();
        assertThat(alice.get("/api/v1/files/" + folder + "/shares").ok().json().get("data").get(0)).isEqualTo(shared);
        assertThat(bob.get("/api/v1/shares").ok().json().get("data").get(0).get("user_id").asString())
                .isEqualTo(bob.id());
        assertThat(bob.get("/api/v1/folders/" + folder + "/children").status()).isEqualTo(200);
        for (Map<String, String> wrong : List.of(
                Map.of("file_id", folder, "user_email", "nobody@example.org", "permission", "view"),
                Map.of("file_id", folder, "user_email", alice.id().substring(4) + "@x.org", "permission", "view"),
                Map.of("file_id", folder, "user_email", "a@x.org", "username", "a", "permission", "view"),
                Map.of("file_id", folder, "permission", "view"))) {
            assertThat(alice.post("/api/v1/shares", Storage.json(wrong)).status()).as("%s", wrong).isEqualTo(422);
        }
    }

    private static List<String> types(Storage.User user) {
        List<String> types = new ArrayList<>();
        read(user, "").get("changes").forEach(
                change -> types.add(change.get("type").asString() + " " + change.get("file_id").asString()));
        return types;
    }

    @Test
    @Promise("storage.cursor-sees-all-once")
    void sixtyFourWritersAndOneReaderSeeEverythingOnceInOrder() throws InterruptedException {
        int each = Math.max(3, Scale.rounds(20) / 10);
        Set<String> written = new ConcurrentSkipListSet<>();
        List<String> seen = new ArrayList<>();
        var done = new AtomicBoolean();
        String start = read(alice, "").get("cursor").asString();
        Thread reader = Thread.startVirtualThread(() -> {
            String cursor = start;
            boolean last = false;
            while (true) {
                boolean ended = done.get();
                JsonNode page = alice.get("/api/v1/sync?limit=7&cursor=" + cursor).ok().json();
                page.get("changes").forEach(change -> seen.add(change.get("file_id").asString()));
                cursor = page.get("cursor").asString();
                if (ended && page.get("changes").isEmpty()) {
                    return;
                }
            }
        });
        Race.of(64).run((int writer) -> {
            Storage.User user = (writer % 2 == 0 ? storage : second).user(alice.id().substring(4));
            for (int i = 0; i < each; i++) {
                written.add(write(user, "w" + writer + "-" + i));
            }
            return true;
        });
        done.set(true);
        reader.join();
        assertThat(seen).hasSize(64 * each).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(seen)).isEqualTo(new TreeSet<>(written));
        List<Long> numbers = jdbc.sql("select seq from change where user_id = :user order by seq")
                .param("user", alice.id()).query(Long.class).list();
        assertThat(numbers.getLast() - numbers.getFirst()).as("no gaps").isEqualTo(numbers.size() - 1);
    }

    /** One log, so one after the other: a slow machine turns some away (503), and these have written nothing. */
    private static String write(Storage.User user, String folder) {
        String body = Storage.json(Map.of("folder_name", folder, "parent_folder_id", "root"));
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> user.post("/api/v1/folders", body), answer -> answer.status() != 503)
                .ok().json().get("file_id").asString();
    }

    @Test
    @Promise(value = "storage.cursor-sees-all-once", naive = true)
    void aReaderOfASequenceMissesWhatCommitsLate() {
        jdbc.sql("create table if not exists naive_change (seq bigserial primary key, at timestamptz)").update();
        Toy.mustFail(20, () -> {
            jdbc.sql("truncate naive_change restart identity").update();
            var read = new AtomicInteger();
            var cursor = new AtomicInteger();
            var writing = new AtomicInteger(8);
            Race.of(9).run((int contestant) -> {
                for (int i = 0; contestant < 8 && i < 30; i++) {
                    jdbc.sql(
                            "with late as materialized (select nextval('naive_change_seq_seq') as seq, pg_sleep(random() * 0.003)) "
                                    + "insert into naive_change select seq, now() from late")
                            .update();
                }
                if (contestant < 8) {
                    return writing.decrementAndGet();
                }
                for (boolean last = false; !last;) {
                    last = writing.get() == 0;
                    jdbc.sql("select seq from naive_change where seq > :cursor order by seq").param("cursor",
                            cursor.get()).query(Integer.class).list().forEach(seq -> {
                                read.incrementAndGet();
                                cursor.set(seq);
                            });
                }
                return 0;
            });
            assertThat(read.get()).isEqualTo(240);
        });
    }

    @Test
    @Promise("storage.cursor-reset")
    void aCursorThatIsNoneOfThisLogIsToldToLookAgain() {
        alice.folder("a", "root");
        String old = read(alice, "").get("cursor").asString();
        alice.folder("b", "root");
        String ahead = read(alice, "").get("cursor").asString();
        restoreBackup(1);
        JsonNode reset = read(alice, ahead);
        assertThat(reset.at("/reset/reason").asString()).isEqualTo("cursor_ahead");
        assertThat(reset.get("changes")).isEmpty();
        assertThat(read(alice, reset.get("cursor").asString()).has("reset")).isFalse();
        assertThat(alice.get("/api/v1/sync/wait?timeout=30&cursor=" + ahead).ok().json().has("reset")).isTrue();
        alice.folder("c", "root");
        assertThat(read(alice, ahead).at("/reset/reason").asString()).as("another history of the same length")
                .isEqualTo("cursor_foreign");
        assertThat(read(alice, old).get("changes")).hasSize(1);
        Storage.User bob = storage.user("foreign" + number);
        assertThat(read(bob, old).at("/reset/reason").asString()).isIn("cursor_foreign", "cursor_ahead");
        jdbc.sql("update change set at = at - interval '200 days' where user_id = :user").param("user", alice.id())
                .update();
        storage.node().bean(FeedReader.class).forget(Duration.ofDays(90), 100);
        assertThat(read(alice, old).at("/reset/reason").asString()).isEqualTo("cursor_expired");
    }

    @Test
    void aGapIsNeverReadOver() {
        alice.folder("a", "root");
        String cursor = read(alice, "").get("cursor").asString();
        alice.folder("b", "root");
        alice.folder("c", "root");
        jdbc.sql("delete from change where user_id = :user and seq = 2").param("user", alice.id()).update();

        assertThat(read(alice, cursor).at("/reset/reason").asString()).isEqualTo("cursor_expired");
    }

    @Test
    @Promise(value = "storage.cursor-reset", naive = true)
    void aCursorThatIsANumberTakesAnotherHistoryForItsOwn() {
        alice.folder("a", "root");
        alice.folder("b", "root");
        int cursor = 2;
        restoreBackup(1);
        alice.folder("c", "root");
        Toy.mustFail(1, () -> {
            int last = jdbc.sql("select last_seq from feed where user_id = :user").param("user", alice.id())
                    .query(Integer.class).single();
            boolean reset = cursor > last;
            List<String> news = jdbc.sql("select name from change where user_id = :user and seq > :seq")
                    .param("user", alice.id()).param("seq", cursor).query(String.class).list();
            assertThat(reset || news.contains("c")).as("is told to look again, or what is new").isTrue();
        });
    }

    private void restoreBackup(int length) {
        jdbc.sql("delete from change where user_id = :user and seq > :length").param("user", alice.id())
                .param("length", length).update();
        jdbc.sql("update feed set last_seq = :length where user_id = :user").param("user", alice.id())
                .param("length", length).update();
    }

    @Test
    @Promise("storage.news-travel")
    void aCommitOnOneNodeEndsTheLongPollOnAnother() {
        List<Long> millis = new ArrayList<>();
        String cursor = read(alice, "").get("cursor").asString();
        Storage.User elsewhere = second.user(alice.id().substring(4));
        for (int round = 0; round < 20; round++) {
            String from = cursor;
            CompletableFuture<JsonNode> waiting = new CompletableFuture<>();
            Thread.startVirtualThread(() -> waiting
                    .complete(elsewhere.get("/api/v1/sync/wait?timeout=30&cursor=" + from).ok().json()));
            await().until(() -> second.node().bean(Wakeups.class).users().contains(alice.id()));
            alice.folder("round" + round, "root");
            long committed = System.nanoTime();
            JsonNode news = waiting.join();
            millis.add(Duration.ofNanos(System.nanoTime() - committed).toMillis());
            assertThat(news.get("changes")).hasSize(1);
            cursor = news.get("cursor").asString();
            await().until(() -> !second.node().bean(Wakeups.class).users().contains(alice.id()));
        }
        assertThat(millis.stream().sorted().skip(10).findFirst().orElseThrow()).as("median of %s", millis)
                .isLessThan(150);
        assertThat(elsewhere.get("/api/v1/sync/wait?timeout=0&cursor=" + cursor).ok().json().get("changes")).isEmpty();
    }

    @Test
    @Promise("storage.news-travel")
    void withoutRedisNewsTravelByPoll(Redis redis) {
        String cursor = read(alice, "").get("cursor").asString();
        Storage.User elsewhere = second.user(alice.id().substring(4));
        redis.server().suspend();
        try {
            CompletableFuture<JsonNode> waiting = new CompletableFuture<>();
            Thread.startVirtualThread(() -> waiting
                    .complete(elsewhere.get("/api/v1/sync/wait?timeout=60&cursor=" + cursor).ok().json()));
            await().until(() -> second.node().bean(Wakeups.class).users().contains(alice.id()));
            alice.folder("quiet", "root");
            assertThat(waiting.orTimeout(40, java.util.concurrent.TimeUnit.SECONDS).join().get("changes")).hasSize(1);
        } finally {
            redis.server().resume();
        }
    }

    @Test
    void aSocketSaysWhenThereIsSomethingToRead() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String way : List.of("header", "query", "frame")) {
                var frames = new Frames();
                WebSocket.Builder builder = client.newWebSocketBuilder();
                String address = second.url().replace("http", "ws") + "/ws/sync";
                if (way.equals("header")) {
                    builder.header("Authorization", "Bearer " + alice.token());
                } else if (way.equals("query")) {
                    address += "?access_token=" + alice.token();
                }
                WebSocket socket = builder.buildAsync(URI.create(address), frames).join();
                if (way.equals("frame")) {
                    socket.sendText("{\"type\":\"auth\",\"token\":\"" + alice.token() + "\"}", true).join();
                }
                await().until(() -> frames.texts.contains("{\"type\":\"ready\"}"));
                alice.folder("by " + way, "root");
                await().until(() -> frames.texts.contains("{\"type\":\"changed\"}"));
                socket.abort();
            }
            var frames = new Frames();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(second.url().replace("http", "ws") + "/ws/sync"), frames).join();
            socket.sendText("{\"type\":\"auth\",\"token\":\"" + tokens.expired("usr_x") + "\"}", true).join();
            await().until(() -> frames.closed.get() == 4401);
        }
    }

    /** What a socket heard. */
    private static final class Frames implements WebSocket.Listener {
        private final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.set(status);
            return CompletableFuture.completedFuture(null);
        }
    }
}
