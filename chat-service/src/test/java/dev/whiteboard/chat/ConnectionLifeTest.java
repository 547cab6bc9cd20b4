package dev.whiteboard.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a connection lives when nobody speaks, and how it ends. On a node that is quick to lose patience. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ConnectionLifeTest {
    private static final String PING = "\u0089\u0000";
    private static Nodes nodes;
    private static Chat chat;
    private static Chat other;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        other = TwoNodes.on(environment, tokens).there();
        nodes = Nodes.of(ChatApplication.class, Chat.names(environment));
        chat = Chat.on(nodes, tokens, Map.of("whiteboard.socket.ping-after", "500ms", "whiteboard.socket.idle-after",
                "5s"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void whoAnswersPingsMayBeSilentAndWhoDoesNotIsTakenForGone() throws Exception {
        try (Socket answers = chat.connect(TwoNodes.newUser());
                RawSocket silent = RawSocket.connect(chat.port(), chat.token(TwoNodes.newUser()))) {
            assertThat(silent.readToTheEnd()).startsWith(PING).contains("silent for too long")
                    .contains("" + (char) (1001 >> 8) + (char) (1001 & 0xFF));
            answers.settle();
            assertThat(answers.gone()).isFalse();
        }
    }

    @Test
    void aClientsPingIsAnsweredAndACloseIsReturned() throws Exception {
        try (RawSocket raw = RawSocket.connect(chat.port(), chat.token(TwoNodes.newUser()))) {
            raw.send(new byte[]{(byte) 0x89, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            raw.send(new byte[]{(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 1000 >> 8, (byte) (1000 & 0xFF)});
            assertThat(raw.readToTheEnd()).startsWith("\u008a\u0002hi").contains("\u0088");
        }
        try (Socket socket = chat.connect(TwoNodes.newUser())) {
            socket.send(Map.of("type", "ping"));
            socket.next("pong");
        }
    }

    @Test
    void aFrameThatComesInPiecesIsOneFrame() throws Exception {
        long[] user = TwoNodes.newUsers(2);
        String direct = chat.direct(user[0], user[1]);
        try (RawSocket raw = RawSocket.connect(chat.port(), chat.token(user[0]));
                Socket reader = chat.connect(user[1])) {
            reader.settle();
            String frame = "{\"type\":\"send_message\",\"conversation_id\":\"" + direct
                    + "\",\"content\":\"in pieces\",\"content_type\":\"text\",\"client_msg_id\":\"pieces\"}";
            for (int at = 0; at < frame.length(); at += 50) {
                byte[] piece = frame.substring(at, Math.min(frame.length(), at + 50)).getBytes(US_ASCII);
                boolean last = at + 50 >= frame.length();
                raw.send(new byte[]{(byte) ((at == 0 ? 1 : 0) | (last ? 0x80 : 0)), (byte) (0x80 | piece.length), 0, 0,
                    0, 0});
                raw.send(piece);
            }
            assertThat(reader.next("new_message").get("content").asString()).isEqualTo("in pieces");
        }
    }

    @Test
    void aNodeThatGoesDownWritesWhatItHasAndSendsEverybodyElsewhere(TestEnvironment environment, TestTokens tokens) {
        Nodes one = Nodes.of(ChatApplication.class, Chat.names(environment));
        Chat leaving = Chat.on(one, tokens);
        long[] user = TwoNodes.newUsers(2);
        String direct = other.direct(user[0], user[1]);
        try (Socket socket = leaving.connect(user[0]); Socket reader = other.connect(user[1])) {
            socket.settle();
            reader.settle();
            for (int i = 1; i <= 200; i++) {
                socket.say(direct, "last words " + i, "drain-" + direct + i);
            }
            Node node = leaving.node();
            node.close();
            assertThat(socket.awaitClose()).isEqualTo(1012);
            assertThat(socket.closeReason()).matches("retry_after_ms=\\d+");
            List<Long> told = socket.frames("message_ack").stream().map(frame -> frame.get("seq").asLong()).toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(reader.seqs(direct)).containsAll(told));
            assertThatThrownBy(() -> leaving.connect(user[0])).isInstanceOf(RuntimeException.class);
        } finally {
            one.close();
        }
    }
}
