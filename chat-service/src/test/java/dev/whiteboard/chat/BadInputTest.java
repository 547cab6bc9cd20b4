package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients get wrong, or try. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BadInputTest {
    private static Chat chat;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        chat = TwoNodes.on(environment, tokens).here();
    }

    @Test
    @Promise("chat.bad-frames-are-answered")
    void aBadFrameIsAnsweredByAnErrorAndTheSocketLivesOn() {
        long[] user = TwoNodes.newUsers(3);
        String mine = chat.direct(user[0], user[1]);
        String foreign = chat.direct(user[1], user[2]);
        String send = "{\"type\":\"send_message\",\"conversation_id\":\"" + mine
                + "\",\"content_type\":\"text\",\"client_msg_id\":\"bad\",\"content\":%s}";
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("", "MALFORMED_REQUEST");
        bad.put("not json", "MALFORMED_REQUEST");
        bad.put("[]", "MALFORMED_REQUEST");
        bad.put("{\"type\":\"send_message\"", "MALFORMED_REQUEST");
        bad.put("[".repeat(10_000), "MALFORMED_REQUEST");
        bad.put("{}", "MISSING_FIELD");
        bad.put("{\"type\":7}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"shout\"}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"ping\",\"really\":true}", "UNKNOWN_FIELD");
        bad.put("{\"type\":\"sync\",\"cursor\":\"forged\"}", "INVALID_CURSOR");
        bad.put("{\"type\":\"sync\",\"conversations\":{\"conv_x\":1}}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"read\",\"conversation_id\":\"" + mine + "\",\"seq\":\"5\"}", "WRONG_TYPE");
        bad.put("{\"type\":\"read\",\"conversation_id\":\"" + mine + "\",\"seq\":-5}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"read\",\"seq\":5}", "MISSING_FIELD");
        bad.put("{\"type\":\"typing\",\"conversation_id\":\"" + mine + "\",\"status\":\"yelling\"}",
                "VALIDATION_ERROR");
        bad.put("{\"type\":\"watch_presence\",\"user_ids\":[\"bob\"]}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"watch_presence\",\"user_ids\":[null]}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"watch_presence\",\"user_ids\":[" + "\"\",".repeat(1_000) + "\"\"]}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"sync\",\"conversations\":{\"" + mine + "\":null}}", "MISSING_FIELD");
        bad.put("{\"type\":\"sync\",\"conversations\":{\"" + mine + "\":-1}}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"sync\",\"cursor\":\"x\",\"conversations\":{}}", "VALIDATION_ERROR");
        bad.put("{\"type\":\"sync\",\"conversations\":{\"" + foreign + "\":0}}", "FORBIDDEN");
        bad.put("{\"type\":\"read\",\"conversation_id\":\"" + foreign + "\",\"seq\":1}", "FORBIDDEN");
        bad.put("{\"type\":\"delivered\",\"conversation_id\":\"conv_x\",\"seq\":1}", "FORBIDDEN");
        bad.put("{\"type\":\"typing\",\"conversation_id\":\"" + foreign + "\",\"status\":\"typing\"}", "FORBIDDEN");
        bad.put("{\"type\":\"auth\",\"token\":null}", "MISSING_FIELD");
        bad.put("{\"type\":\"ping\",\"type\":\"ping\"}", "MALFORMED_REQUEST");
        bad.put(send.formatted("\"\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"nul \\u0000\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"half \\ud800\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"" + "x".repeat(20_000) + "\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"" + "x".repeat(70_000) + "\""), "PAYLOAD_TOO_LARGE");
        bad.put(send.formatted("5"), "WRONG_TYPE");
        bad.put(send.formatted("null"), "MISSING_FIELD");
        bad.put(send.formatted("\"hi\"").replace(mine, foreign), "FORBIDDEN");
        bad.put(send.formatted("\"hi\"").replace(mine, "conv_nonsense"), "FORBIDDEN");
        bad.put(send.formatted("\"hi\"").replace("\"bad\"", "\"\\u0000\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"hi\"").replace("\"bad\"", "\"" + "n".repeat(10_000) + "\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"hi\",\"reply_to\":\"msg_0000000000001\""), "NOT_FOUND");
        bad.put(send.formatted("\"hi\",\"reply_to\":\"msg\""), "NOT_FOUND");
        bad.put(send.formatted("\"hi\",\"media_id\":\"\\ud800\""), "VALIDATION_ERROR");
        bad.put(send.formatted("\"hi\"").replace("\"text\"", "\"smell\""), "VALIDATION_ERROR");
        try (Socket socket = chat.connect(user[0])) {
            bad.forEach((frame, code) -> {
                socket.forget();
                socket.sendText(frame);
                assertThat(socket.next("error").get("code").asString())
                        .as(frame.length() > 200 ? frame.substring(0, 200) : frame).isEqualTo(code);
            });
            socket.forget();
            socket.sendBinary(new byte[]{1, 2, 3, (byte) 0xff});
            assertThat(socket.next("error").get("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
            assertThat(socket.sayAndWait(mine, "still here", "good").get("seq").asLong()).isEqualTo(1);
        }
    }

    /** A frame that says it is a gigabyte is answered before it comes; what follows could not be told from its content. */
    @Test
    void aMonstrousFrameIsAnsweredAndEndsTheConnection() throws Exception {
        try (RawSocket raw = RawSocket.connect(chat.port(), chat.token(TwoNodes.newUser()))) {
            raw.send(new byte[]{(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4});
            String rest = raw.readToTheEnd();
            assertThat(rest).contains("PAYLOAD_TOO_LARGE").contains("" + (char) (1009 >> 8) + (char) (1009 & 0xFF));
        }
        try (RawSocket raw = RawSocket.connect(chat.port(), chat.token(TwoNodes.newUser()))) {
            raw.send("this is no frame at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(raw.readToTheEnd()).contains("MALFORMED_REQUEST");
        }
    }

    @Test
    void aRefusedMessageIsNamedInTheError() {
        long[] user = TwoNodes.newUsers(2);
        String mine = chat.direct(user[0], user[1]);
        try (Socket socket = chat.connect(user[0])) {
            assertThat(socket.sayAndWait(mine, "", "empty").get("field").asString()).isEqualTo("content");
        }
    }

    @Test
    void tokensDecideWhoMayStay() {
        long user = TwoNodes.newUser();
        int port = chat.port();
        try (Socket unknown = Socket.connect(port, null, "")) {
            unknown.send(Map.of("type", "sync"));
            assertThat(unknown.next("error").get("code").asString()).isEqualTo("UNAUTHENTICATED");
            assertThat(unknown.awaitClose()).isEqualTo(4401);
        }
        try (Socket first = Socket.connect(port, null, "")) {
            first.send(Map.of("type", "auth", "token", chat.token(user)));
            first.sync(Map.of());
            first.send(Map.of("type", "auth", "token", chat.token(user + 1)));
            assertThat(first.awaitClose()).isEqualTo(4401);
        }
        try (Socket query = Socket.connect(port, null, "?access_token=" + chat.token(user))) {
            query.sync(Map.of());
        }
        for (String bad : new String[]{chat.tokens().expired(Chat.user(user)), chat.tokens().forged(Chat.user(user)),
            chat.tokens().algNone(Chat.user(user)), "nonsense"}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Socket.connect(port, bad, ""))
                    .isInstanceOfSatisfying(Socket.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));
            try (Socket socket = Socket.connect(port, null, "")) {
                socket.send(Map.of("type", "auth", "token", bad));
                assertThat(socket.next("error").get("code").asString()).isEqualTo("INVALID_TOKEN");
                assertThat(socket.awaitClose()).isEqualTo(4401);
            }
        }
        String shortLived = chat.tokens().token(Chat.user(user), claims -> claims
                .expirationTime(new java.util.Date(System.currentTimeMillis() + 1_500)));
        try (Socket socket = Socket.connect(port, shortLived, "");
                Socket prolonged = Socket.connect(port, shortLived, "")) {
            prolonged.send(Map.of("type", "auth", "token", chat.token(user)));
            assertThat(socket.awaitClose()).isEqualTo(4401);
            prolonged.settle();
        }
    }

    @Test
    void badRequestsAreRefusedByCodeAndField() {
        long user = TwoNodes.newUser();
        String path = "/api/v1/conversations";
        Object[][] cases = {{"{", 400, "MALFORMED_REQUEST", ""},
            {"{\"type\":\"direct\"}", 400, "MISSING_FIELD", "member_ids"},
            {"{\"type\":\"crowd\",\"member_ids\":[]}", 422, "VALIDATION_ERROR", "type"},
            {"{\"type\":\"direct\",\"member_ids\":[],\"x\":1}", 400, "UNKNOWN_FIELD", "x"},
            {"{\"type\":\"direct\",\"member_ids\":[\"bob\"]}", 422, "VALIDATION_ERROR", "member_ids[0]"},
            {"{\"type\":\"direct\",\"member_ids\":[null]}", 422, "VALIDATION_ERROR", "member_ids[0]"},
            {"{\"type\":\"direct\",\"member_ids\":" + Chat.list(user) + "}", 422, "VALIDATION_ERROR",
                "member_ids"},
            {"{\"type\":\"group\",\"member_ids\":" + Chat.list(1) + "}", 422, "VALIDATION_ERROR", "name"},
            {"{\"type\":\"group\",\"name\":\"" + "n".repeat(10_000) + "\",\"member_ids\":[]}", 422,
                "VALIDATION_ERROR", "name"},
            {"{\"type\":\"group\",\"name\":\"\\u0000\",\"member_ids\":[]}", 400, "MALFORMED_REQUEST", ""},
            {"{\"type\":\"group\",\"name\":\"\\ud800\",\"member_ids\":[]}", 400, "MALFORMED_REQUEST", ""},
            {"{\"type\":\"group\",\"name\":\"many\",\"member_ids\":" + Chat.list(
                    java.util.stream.LongStream.range(5_000, 6_100).toArray()) + "}",
                422, "VALIDATION_ERROR",
                "member_ids"}};
        for (Object[] bad : cases) {
            Answer answer = chat.post(path, (String) bad[0], user);
            assertThat(answer.status()).as(bad[0] + answer.body()).isEqualTo(bad[1]);
            assertThat(answer.code()).as(bad[0] + answer.body()).isEqualTo(bad[2]);
            assertThat(answer.field()).as(bad[0] + answer.body()).isEqualTo(bad[3]);
        }
        assertThat(chat.get(path + "/conv_0000000000000/messages", user).status()).isEqualTo(403);
        assertThat(chat.get(path + "/search?q=x", user).status()).isEqualTo(404);
        assertThat(chat.get(path + "?limit=0", user).status()).isEqualTo(400);
        assertThat(chat.get(path + "?cursor=x", user).code()).isEqualTo("INVALID_CURSOR");
        assertThat(chat.get(path + "/conv_x/messages?after_seq=many", user).status()).isEqualTo(400);
    }
}
