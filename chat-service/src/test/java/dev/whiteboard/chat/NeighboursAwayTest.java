package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that can ask neither identity who exists nor storage whose a picture is. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class NeighboursAwayTest {
    @Test
    void whoTalksAlreadyGoesOnAndNewcomersAreToldToComeBack(TestEnvironment environment, TestTokens tokens) {
        Chat well = TwoNodes.on(environment, tokens).here();
        long[] user = TwoNodes.newUsers(3);
        String direct = well.direct(user[0], user[1]);
        String group = well.group(user[0], user[1]);
        try (Nodes nodes = Nodes.of(ChatApplication.class, Chat.names(environment))) {
            Chat lonely = Chat.on(nodes, tokens, Map.of("whiteboard.clients.identity.urls", "http://127.0.0.1:1",
                    "whiteboard.clients.storage.urls", "http://127.0.0.1:1"));
            assertThat(lonely.direct(user[1], user[0])).isEqualTo(direct);
            try (Socket socket = lonely.connect(user[1])) {
                assertThat(socket.sayAndWait(group, "still here", "away").get("seq").asLong()).isEqualTo(1);
                AttachmentTest.show(socket, group, TestMedia.instance().complete(Chat.user(user[1])), "picture");
                assertThat(AttachmentTest.answer(socket, "picture").path("code").asString(""))
                        .isEqualTo("SERVICE_UNAVAILABLE");
            }
            for (Answer refused : new Answer[]{
                lonely.post("/api/v1/conversations",
                        "{\"type\":\"direct\",\"member_ids\":" + Chat.list(user[2]) + "}", user[0]),
                lonely.post("/api/v1/conversations/" + group + "/members",
                        "{\"user_ids\":" + Chat.list(user[2]) + "}", user[0])}) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(lonely.get("/api/v1/conversations", user[2]).json().get("data")).isEmpty();
        }
    }
}
