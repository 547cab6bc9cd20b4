package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.toy.ForgetfulChat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Postgres loses its power while people talk. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, durable = true)
class PostgresKillTest {
    private static final int TALKERS = 8;

    @Test
    @Promise("chat.acknowledged-messages-last")
    @Promise("chat.written-once")
    void everyAcknowledgedMessageIsThereOnceAtThePlaceThatWasTold(TestEnvironment environment, TestTokens tokens,
            Postgres postgres) throws Exception {
        lasts(ChatApplication.class, environment, tokens, postgres);
    }

    @Test
    @Promise(value = "chat.acknowledged-messages-last", naive = true)
    void whatIsAcknowledgedBeforeItIsWrittenIsLost(TestEnvironment environment, TestTokens tokens,
            Postgres postgres) {
        Toy.mustFail(1, () -> lasts(ForgetfulChat.class, environment, tokens, postgres));
    }

    private static void lasts(Class<?> application, TestEnvironment environment, TestTokens tokens, Postgres postgres)
            throws Exception {
        try (Nodes nodes = Nodes.of(application, Chat.names(environment))) {
            Chat chat = Chat.on(nodes, tokens);
            long[] users = TwoNodes.newUsers(TALKERS);
            String group = chat.group(users[0], LongStream.of(users).skip(1).toArray());
            Map<String, Long> told = new ConcurrentHashMap<>();
            var stop = new AtomicBoolean();
            List<Thread> threads = new ArrayList<>();
            for (long user : users) {
                threads.add(Thread.startVirtualThread(() -> talk(chat, user, group, told, stop)));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > 200);
            postgres.server().kill();
            postgres.server().start();
            int before = told.size();
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > before + 100);
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            try (Socket reader = chat.connect(users[0])) {
                reader.sync(Map.of());
                List<JsonNode> log = reader.entries(group);
                assertThat(reader.seqs(group))
                        .isEqualTo(LongStream.rangeClosed(1, told.size()).boxed().toList());
                told.forEach((content, seq) -> assertThat(log.get((int) (seq - 1)).get("content").asString())
                        .isEqualTo(content));
            }
        }
    }

    /** Each message is sent under its name until it is acknowledged. */
    private static void talk(Chat chat, long user, String group, Map<String, Long> told, AtomicBoolean stop) {
        try (Socket socket = chat.connect(user)) {
            for (int i = 0; !stop.get(); i++) {
                String content = user + "-" + i;
                while (!told.containsKey(content)) {
                    JsonNode answer = socket.sayAndWait(group, content, "power-" + content);
                    if (answer.has("seq")) {
                        told.put(content, answer.get("seq").asLong());
                    } else {
                        assertThat(answer.get("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
                    }
                    socket.forget();
                }
            }
        }
    }
}
