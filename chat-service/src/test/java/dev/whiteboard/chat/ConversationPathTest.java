package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole way on real servers, two nodes: talk, be away, come back. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ConversationPathTest {
    private static final Duration LIVE = Duration.ofMillis(500);
    private static Chat here;
    private static Chat there;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        here = nodes.here();
        there = nodes.there();
    }

    @Test
    void aMessageIsAcknowledgedAndReachesEverySocketButTheOneThatSentIt() {
        String conversation = here.direct(1, 2);
        assertThat(here.direct(2, 1)).isEqualTo(conversation);
        try (Socket alice = here.connect(1); Socket alicesPhone = there.connect(1); Socket bob = there.connect(2)) {
            alice.settle();
            bob.settle();
            alicesPhone.settle();
            for (int i = 1; i <= 20; i++) {
                JsonNode ack = alice.sayAndWait(conversation, "hello " + i, "path-" + i);
                assertThat(ack.get("type").asString()).as(ack.toString()).isEqualTo("message_ack");
                assertThat(ack.get("seq").asLong()).isEqualTo(i);
                assertThat(ack.get("status").asString()).isEqualTo("sent");
                int upTo = i;
                for (Socket other : List.of(bob, alicesPhone)) {
                    await().atMost(i == 1 ? Duration.ofSeconds(2) : LIVE).pollInterval(Duration.ofMillis(5))
                            .untilAsserted(() -> assertThat(other.seqs(conversation))
                                    .containsExactlyElementsOf(LongStream.rangeClosed(1, upTo).boxed().toList()));
                }
            }
            JsonNode last = bob.entries(conversation).getLast();
            assertThat(last.propertyNames()).containsExactly("type", "conversation_id", "server_msg_id", "seq",
                    "sender_id", "content", "content_type", "timestamp");
            assertThat(last.get("content").asString()).isEqualTo("hello 20");
            assertThat(alice.entries(conversation)).isEmpty();
            assertThat(alice.sayAndWait(conversation, "again", "path-7").get("seq").asLong()).isEqualTo(7);
        }
    }

    @Test
    void whoWasAwayIsSentAllOfItInOrder() {
        String group = here.group(11, 12, 13);
        try (Socket sender = here.connect(11)) {
            for (int i = 1; i <= 250; i++) {
                sender.say(group, "message " + i, "away-" + i);
            }
            sender.next(frame -> frame.path("client_msg_id").asString("").equals("away-250"));
        }
        try (Socket back = there.connect(12)) {
            JsonNode done = back.sync(Map.of());
            assertThat(back.seqs(group)).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
            assertThat(done.has("reset")).isFalse();
            try (Socket sender = here.connect(11)) {
                sender.sayAndWait(group, "one more", "away-251");
            }
            await().untilAsserted(() -> assertThat(back.seqs(group)).endsWith(250L, 251L));
            back.forget();
            JsonNode again = back.sync(Map.of("cursor", done.get("cursor").asString()));
            assertThat(back.seqs(group)).containsExactly(251L);
            back.forget();
            back.sync(Map.of("cursor", again.get("cursor").asString()));
            assertThat(back.seqs(group)).isEmpty();
            back.sync(Map.of("conversations", Map.of(group, 248)));
            assertThat(back.seqs(group)).containsExactly(249L, 250L, 251L);
        }
    }

    /** Whoever has something older, or something that is not there, is told to drop it: it would never become whole. */
    @Test
    void aCopyThatDoesNotContinueIsReset(DataSource database) {
        long[] user = TwoNodes.newUsers(2);
        String group = here.group(user[0], user[1]);
        String untouched = here.group(user[0], user[1]);
        try (Socket sender = here.connect(user[0])) {
            for (int i = 1; i <= 10; i++) {
                sender.sayAndWait(group, "message " + i, group + i);
            }
            sender.sayAndWait(untouched, "message", untouched);
        }
        JdbcClient jdbc = JdbcClient.create(database);
        long id = Ids.CONVERSATION.parse(group).orElseThrow();
        jdbc.sql("delete from entry where conversation_id = ? and seq < 6").param(id).update();
        jdbc.sql("update conversation set first_seq = 6 where id = ?").param(id).update();
        for (long claimed : new long[]{0, 3, 4, 11, 1_000_000}) {
            try (Socket back = there.connect(user[1])) {
                JsonNode done = back.sync(Map.of("conversations", Map.of(group, claimed, untouched, 1)));
                assertThat(done.path("reset").asBoolean(false)).as("reset of %d", claimed).isTrue();
                assertThat(done.get("reset_conversations").valueStream().map(JsonNode::asString))
                        .containsExactly(group);
                assertThat(back.seqs(group)).containsExactly(6L, 7L, 8L, 9L, 10L);
                assertThat(back.seqs(untouched)).isEmpty();
                back.forget();
                assertThat(back.sync(Map.of("cursor", done.get("cursor").asString())).has("reset")).isFalse();
                assertThat(back.entries(group)).isEmpty();
            }
        }
        try (Socket back = there.connect(user[1])) {
            assertThat(back.sync(Map.of("conversations", Map.of(group, 5))).has("reset")).isFalse();
            assertThat(back.seqs(group)).containsExactly(6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void aReceiptBeyondTheEndIsOneForTheEnd() {
        long[] user = TwoNodes.newUsers(3);
        String direct = here.direct(user[0], user[1]);
        try (Socket sender = here.connect(user[0]);
                Socket reader = there.connect(user[1]);
                Socket stranger = there.connect(user[2])) {
            for (int i = 1; i <= 3; i++) {
                sender.sayAndWait(direct, "message " + i, direct + i);
            }
            reader.send(Map.of("type", "read", "conversation_id", direct, "seq", Long.MAX_VALUE));
            JsonNode status = sender.next(frame -> frame.path("status").asString("").equals("read"));
            assertThat(status.get("seq").asLong()).isEqualTo(3);
            stranger.send(Map.of("type", "read", "conversation_id", direct, "seq", 1));
            JsonNode error = stranger.next("error");
            assertThat(error.get("code").asString()).isEqualTo("FORBIDDEN");
            assertThat(error.get("conversation_id").asString()).isEqualTo(direct);
        }
    }

    @Test
    void historyIsPagedBySequence() {
        String group = here.group(21, 22);
        try (Socket sender = here.connect(21)) {
            for (int i = 1; i <= 30; i++) {
                sender.sayAndWait(group, "line " + i, "history-" + i);
            }
        }
        String path = "/api/v1/conversations/" + group + "/messages";
        assertThat(seqs(there.get(path + "?after_seq=5&limit=3", 22))).containsExactly(6L, 7L, 8L);
        assertThat(seqs(there.get(path + "?before_seq=5&limit=3", 22))).containsExactly(2L, 3L, 4L);
        Answer newest = there.get(path, 22);
        assertThat(seqs(newest)).startsWith(11L).endsWith(30L).hasSize(20);
        String cursor = newest.json().get("pagination").get("next_cursor").asString();
        assertThat(seqs(there.get(path + "?cursor=" + cursor, 22))).startsWith(1L).endsWith(10L).hasSize(10);
        assertThat(there.get(path, 23).status()).isEqualTo(403);
        Answer mine = there.get("/api/v1/conversations", 22);
        assertThat(mine.json().get("data").get(0).get("id").asString()).isEqualTo(group);
        assertThat(mine.json().get("data").get(0).get("last_seq").asLong()).isEqualTo(30);
    }

    private static List<Long> seqs(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("data").valueStream().map(entry -> entry.get("seq").asLong()).toList();
    }
}
