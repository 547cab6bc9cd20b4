package dev.whiteboard.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.chat.Chat;
import dev.whiteboard.chat.Socket;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.toy.LossyChat;
import dev.whiteboard.toy.NaiveChat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who has been removed gets nothing that was said later, on any way, also when nobody tells the nodes of the removal. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class RemovalTest {
    private static long base = 20_000;

    @Test
    @Promise("chat.removed-see-nothing")
    void whoHasBeenRemovedGetsNothingThatIsSaidLater(TestEnvironment environment, TestTokens tokens) throws Exception {
        try (Nodes nodes = Nodes.of(LossyChat.class, Chat.names(environment))) {
            Chat here = Chat.on(nodes, tokens);
            Chat there = Chat.on(nodes, tokens, Map.of("loss", "0.5"));
            for (int round = 0; round < Math.min(5, Scale.rounds(50)); round++) {
                nothingAfterRemoval(here, there);
            }
        }
    }

    @Test
    @Promise(value = "chat.removed-see-nothing", naive = true)
    void aCacheWithoutVersionsGoesOnTellingThem(TestEnvironment environment, TestTokens tokens) {
        try (Nodes nodes = Nodes.of(NaiveChat.class, Chat.names(environment))) {
            Chat here = Chat.on(nodes, tokens);
            Chat there = Chat.on(nodes, tokens);
            Toy.mustFail(5, () -> nothingAfterRemoval(here, there));
        }
    }

    private static void nothingAfterRemoval(Chat here, Chat there) throws Exception {
        long admin = base += 10;
        long victim = admin + 1;
        String group = here.group(admin, victim, admin + 2);
        String messages = "/api/v1/conversations/" + group + "/messages";
        var talk = new AtomicBoolean(true);
        var acknowledged = new AtomicInteger();
        try (Socket sender = here.connect(admin);
                Socket removed = there.connect(victim);
                Socket removedHere = here.connect(victim);
                Socket syncing = there.connect(victim)) {
            Thread talking = Thread.startVirtualThread(() -> {
                for (int i = 1; talk.get() || i < 60; i++) {
                    sender.sayAndWait(group, "m" + i, group + i);
                    acknowledged.set(i);
                }
            });
            removed.next("new_message");
            syncing.send(Map.of("type", "sync"));
            Answer answer = there.call("DELETE", "/api/v1/conversations/" + group + "/members/"
                    + Chat.user(victim), null, admin);
            assertThat(answer.status()).isEqualTo(204);
            int mostBefore = acknowledged.get() + 1;
            int enough = acknowledged.get() + 20;
            org.awaitility.Awaitility.await().until(() -> acknowledged.get() > enough);
            talk.set(false);
            talking.join();
            removed.sync(Map.of());
            removed.sync(Map.of("conversations", Map.of(group, 0)));
            syncing.settle();
            removedHere.settle();
            for (Socket socket : new Socket[]{removed, removedHere, syncing}) {
                assertThat(socket.seqs(group)).allSatisfy(seq -> assertThat(seq).isLessThanOrEqualTo(mostBefore));
            }
            assertThat(there.get(messages, victim).status()).isEqualTo(403);
            assertThat(here.get(messages + "?after_seq=0", victim).status()).isEqualTo(403);
            JsonNode refused = removed.sayAndWait(group, "let me in", "removed-" + group);
            assertThat(refused.get("code").asString()).isEqualTo("FORBIDDEN");
            removed.send(Map.of("type", "typing", "conversation_id", group, "status", "typing"));
            removed.send(Map.of("type", "read", "conversation_id", group, "seq", mostBefore));
        }
    }
}
