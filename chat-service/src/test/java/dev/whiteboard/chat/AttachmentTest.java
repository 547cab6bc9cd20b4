package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who sends a picture has put it into storage, whole. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class AttachmentTest {
    private final TestMedia storage = TestMedia.instance();
    private static Chat here;
    private static Chat there;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        here = nodes.here();
        there = nodes.there();
    }

    static Socket show(Socket socket, String conversation, String media, String name) {
        return socket.send(Map.of("type", "send_message", "conversation_id", conversation, "content", "look",
                "content_type", "image", "media_id", media, "client_msg_id", name));
    }

    static JsonNode answer(Socket socket, String name) {
        return socket.next(frame -> frame.path("client_msg_id").asString("").equals(name));
    }

    @Test
    void whatIsUnknownForeignOrIncompleteIsRefusedAndNothingIsWritten() {
        long[] user = TwoNodes.newUsers(2);
        String direct = here.direct(user[0], user[1]);
        String begun = storage.begun(Chat.user(user[0]));
        List<String> bad = List.of("media_7zzzzzzzzzzzz", storage.complete(Chat.user(user[1])), begun, "media_", "",
                "file_0000000000001", "../../etc/passwd", "x".repeat(10_000));
        try (Socket socket = here.connect(user[0])) {
            for (int i = 0; i < bad.size(); i++) {
                show(socket, direct, bad.get(i), "bad" + i);
                JsonNode error = answer(socket, "bad" + i);
                assertThat(error.path("code").asString("")).as(error.toString()).isEqualTo("VALIDATION_ERROR");
                assertThat(error.get("field").asString()).isEqualTo("media_id");
            }
            storage.completes(begun, Chat.user(user[0]));
            show(socket, direct, begun, "bad2");
            assertThat(socket.next("message_ack").get("seq").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatWaitsForStorageIsNotOvertakenByTheNext() {
        long[] user = TwoNodes.newUsers(2);
        String direct = here.direct(user[0], user[1]);
        try (Socket socket = here.connect(user[0]); Socket reader = there.connect(user[1])) {
            reader.settle();
            for (int i = 0; i < 20; i++) {
                String media = storage.complete(Chat.user(user[0]));
                show(socket, direct, media, "picture" + i).say(direct, "words", "words" + i);
            }
            reader.awaitFrames("all of it", frames -> reader.entries(direct).size() == 40);
            List<JsonNode> log = reader.entries(direct);
            for (int i = 0; i < 40; i++) {
                assertThat(log.get(i).has("media_id")).as("place %d", i + 1).isEqualTo(i % 2 == 0);
            }
        }
    }
}
