package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may do what, and what changes for whom. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class MembersTest {
    private static Chat here;
    private static Chat there;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        here = nodes.here();
        there = nodes.there();
    }

    @Test
    void anAdminAddsAndRemovesAndTheLastAdminHandsOver() {
        long[] user = TwoNodes.newUsers(4);
        String group = here.group(user[0], user[1]);
        String members = "/api/v1/conversations/" + group + "/members";
        String add = "{\"user_ids\":" + Chat.list(user[2]) + "}";
        assertThat(here.post(members, add, user[1]).status()).isEqualTo(403);
        assertThat(here.post(members, add, user[3]).status()).isEqualTo(403);
        Answer added = here.post(members, add, user[0]);
        assertThat(added.json().get("members")).as(added.body()).hasSize(3);
        assertThat(there.get("/api/v1/conversations/" + group, user[2]).status()).isEqualTo(200);
        assertThat(there.call("PATCH", members + "/" + Chat.user(user[1]), "{\"role\":\"admin\"}", user[0]).status())
                .isEqualTo(200);
        assertThat(there.call("DELETE", members + "/" + Chat.user(user[2]), null, user[1]).status()).isEqualTo(204);
        assertThat(there.call("DELETE", members + "/" + Chat.user(user[2]), null, user[1]).status()).isEqualTo(404);
        for (String path : List.of("", "/messages")) {
            assertThat(here.get("/api/v1/conversations/" + group + path, user[2]).status()).isEqualTo(403);
        }
        assertThat(here.call("DELETE", members + "/" + Chat.user(user[1]), null, user[1]).status()).isEqualTo(204);
        assertThat(here.call("DELETE", members + "/" + Chat.user(user[0]), null, user[0]).status()).isEqualTo(204);
    }

    @Test
    void membersOfADirectConversationDoNotChange() {
        long[] user = TwoNodes.newUsers(3);
        String direct = here.direct(user[0], user[1]);
        String members = "/api/v1/conversations/" + direct + "/members";
        assertThat(here.post(members, "{\"user_ids\":" + Chat.list(user[2]) + "}", user[0]).status()).isEqualTo(403);
        assertThat(here.call("DELETE", members + "/" + Chat.user(user[1]), null, user[0]).status()).isEqualTo(403);
        assertThat(here.get("/api/v1/conversations/" + direct, user[2]).status()).isEqualTo(403);
    }

    @Test
    void nobodyTalksToSomebodyWhoDoesNotExist() {
        long[] user = TwoNodes.newUsers(3);
        String path = "/api/v1/conversations";
        String nobody = "[\"" + Chat.user(user[1]) + "\",\"" + TestTokens.NOBODY + "\"]";
        String group = here.group(user[0]);
        String members = path + "/" + group + "/members";
        int before = here.get(path, user[0]).json().get("data").size();
        for (Answer refused : List.of(
                here.post(path, "{\"type\":\"direct\",\"member_ids\":[\"" + TestTokens.NOBODY + "\"]}", user[0]),
                here.post(path, "{\"type\":\"group\",\"name\":\"ghosts\",\"member_ids\":" + nobody + "}", user[0]))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.field()).isEqualTo("member_ids");
        }
        Answer added = here.post(members, "{\"user_ids\":" + nobody + "}", user[0]);
        assertThat(added.status()).as(added.body()).isEqualTo(422);
        assertThat(added.field()).isEqualTo("user_ids");
        assertThat(here.post(members, "{\"user_ids\":" + nobody + "}", user[2]).status()).isEqualTo(403);
        assertThat(here.get(path, user[0]).json().get("data")).hasSize(before);
        assertThat(here.get(path + "/" + group, user[0]).json().get("members")).hasSize(1);
        assertThat(here.get(path, user[1]).json().get("data")).isEmpty();
    }

    @Test
    void anEditAndADeletionAreEntriesOfTheLogForEverybody() {
        long[] user = TwoNodes.newUsers(3);
        String group = here.group(user[0], user[1], user[2]);
        String messages = "/api/v1/conversations/" + group + "/messages/";
        try (Socket one = here.connect(user[0]); Socket other = there.connect(user[1])) {
            other.settle();
            String first = one.sayAndWait(group, "tpyo", "edit-1").get("server_msg_id").asString();
            assertThat(here.call("PATCH", messages + first, "{\"content\":\"typo\"}", user[1]).status())
                    .isEqualTo(403);
            Answer edited = here.call("PATCH", messages + first, "{\"content\":\"typo\"}", user[0]);
            assertThat(edited.status()).as(edited.body()).isEqualTo(200);
            assertThat(edited.json().get("seq").asLong()).isEqualTo(2);
            JsonNode news = other.next(frame -> frame.path("kind").asString("").equals("edit"));
            assertThat(news.get("target_id").asString()).isEqualTo(first);
            assertThat(news.get("content").asString()).isEqualTo("typo");
            assertThat(there.call("DELETE", messages + first, null, user[2]).status()).isEqualTo(403);
            assertThat(there.call("DELETE", messages + first, null, user[0]).status()).isEqualTo(204);
            other.next(frame -> frame.path("kind").asString("").equals("deletion"));
            assertThat(other.seqs(group)).containsExactly(1L, 2L, 3L);
            assertThat(here.call("PATCH", messages + first, "{\"content\":\"back\"}", user[0]).status())
                    .isEqualTo(410);
            JsonNode page = there.get("/api/v1/conversations/" + group + "/messages", user[2]).json().get("data");
            assertThat(page).hasSize(3).allSatisfy(entry -> assertThat(entry.get("content").asString()).isEmpty());
            assertThat(page.get(0).get("deleted").asBoolean()).isTrue();
            String reply = "{\"type\":\"send_message\",\"conversation_id\":\"%s\",\"content\":\"yes\",\"content_type\":\"text\",\"client_msg_id\":\"edit-2\",\"reply_to\":\"%s\"}";
            one.sendText(reply.formatted(group, first));
            assertThat(other.next(frame -> frame.has("reply_to")).get("reply_to").asString()).isEqualTo(first);
        }
    }

    @Test
    void whoIsBlockedCannotWriteAddOrSee() {
        long[] user = TwoNodes.newUsers(2);
        String direct = here.direct(user[0], user[1]);
        String block = "/api/v1/conversations/blocks/" + Chat.user(user[0]);
        assertThat(here.call("PUT", block, null, user[1]).status()).isEqualTo(204);
        try (Socket blocked = there.connect(user[0]); Socket blocker = there.connect(user[1])) {
            assertThat(blocked.sayAndWait(direct, "hello?", "block-1").get("code").asString()).isEqualTo("FORBIDDEN");
            assertThat(there.post("/api/v1/conversations", "{\"type\":\"group\",\"name\":\"no\",\"member_ids\":"
                    + Chat.list(user[1]) + "}", user[0]).status()).isEqualTo(403);
            blocked.send(Map.of("type", "watch_presence", "user_ids", List.of(Chat.user(user[1]))));
            assertThat(blocked.next("presence").get("status").asString()).isEqualTo("offline");
            assertThat(blocker.sayAndWait(direct, "I can", "block-2").get("type").asString()).isEqualTo("message_ack");
            here.call("DELETE", block, null, user[1]);
            assertThat(blocked.sayAndWait(direct, "hello!", "block-3").get("type").asString())
                    .isEqualTo("message_ack");
        }
    }

    @Test
    void typingReachesTheOtherMembersAndNobodyElse() {
        long[] user = TwoNodes.newUsers(3);
        String direct = here.direct(user[0], user[1]);
        try (Socket one = here.connect(user[0]);
                Socket other = there.connect(user[1]);
                Socket stranger = there.connect(user[2])) {
            other.settle();
            stranger.settle();
            one.send(Map.of("type", "typing", "conversation_id", direct, "status", "typing"));
            JsonNode typing = other.next("typing");
            assertThat(typing.get("user_id").asString()).isEqualTo(Chat.user(user[0]));
            stranger.send(Map.of("type", "typing", "conversation_id", direct, "status", "typing"));
            assertThat(stranger.next("error").get("code").asString()).isEqualTo("FORBIDDEN");
            assertThat(one.frames("typing")).isEmpty();
        }
    }

    @Test
    void watchersAreToldWhoComesAndGoesAndNotWhoOnlyMoves() {
        long[] user = TwoNodes.newUsers(2);
        try (Socket viewer = here.connect(user[0])) {
            viewer.send(Map.of("type", "watch_presence", "user_ids", List.of(Chat.user(user[1]))));
            assertThat(viewer.next("presence").get("status").asString()).isEqualTo("offline");
            Socket first = there.connect(user[1]);
            viewer.next(frame -> frame.path("status").asString("").equals("online"));
            first.close();
            try (Socket _ = here.connect(user[1])) {
                await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
                assertThat(viewer.frames("presence")).hasSize(2);
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> viewer.frames("presence").size() == 3);
            JsonNode last = viewer.frames("presence").getLast();
            assertThat(last.get("status").asString()).isEqualTo("offline");
            assertThat(last.has("last_seen")).isTrue();
        }
    }
}
