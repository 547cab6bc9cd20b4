package dev.whiteboard.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.chat.Chat;
import dev.whiteboard.chat.Socket;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.toy.LossyChat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Nodes that hear only some of what they are told. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class LossTest {
    private static final Duration CONVERGED = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TURNS = 5;
    /** Beyond two members a node is told only that there is something, and finds out in no other way. */
    private static final Map<String, String> PULLING = Map.of("whiteboard.live.push-limit", "2",
            "whiteboard.live.check-interval", "1h");
    private static int conversations;

    @Test
    @Promise("chat.lost-news-is-found")
    void whatIsLostBetweenNodesIsThereWithinTwoSeconds(TestEnvironment environment, TestTokens tokens) {
        try (Nodes nodes = Nodes.of(LossyChat.class, Chat.names(environment))) {
            converge(Chat.on(nodes, tokens), Chat.on(nodes, tokens, Map.of("loss", "0.05")), Scale.rounds(2_000));
            converge(nodes, tokens, "1.0", "500ms", 20);
            converge(Chat.on(nodes, tokens, PULLING),
                    Chat.on(nodes, tokens, Map.of("whiteboard.live.push-limit", "2", "loss", "0.5")), 50);
        }
    }

    /** Beyond the push limit nodes are told only that a conversation has grown; with no other way to find out, that is enough. */
    @Test
    void aLargeGroupIsPulled(TestEnvironment environment, TestTokens tokens) {
        try (Nodes nodes = Nodes.of(LossyChat.class, Chat.names(environment))) {
            Chat here = Chat.on(nodes, tokens, PULLING);
            Chat there = Chat.on(nodes, tokens, PULLING);
            untilNewsTravel(here, there);
            converge(here, there, 50);
        }
    }

    /** A node that has just started does not listen yet. */
    private static void untilNewsTravel(Chat here, Chat there) {
        String group = here.group(9_000, 9_001, 9_002);
        AtomicInteger said = new AtomicInteger();
        try (Socket sender = here.connect(9_000); Socket receiver = there.connect(9_001)) {
            await().atMost(LIMIT).until(() -> {
                sender.say(group, "hello", "hello" + said.incrementAndGet());
                return !receiver.seqs(group).isEmpty();
            });
        }
    }

    @Test
    @Promise(value = "chat.lost-news-is-found", naive = true)
    void announcementsAloneLoseMessages(TestEnvironment environment, TestTokens tokens) {
        try (Nodes nodes = Nodes.of(LossyChat.class, Chat.names(environment))) {
            Toy.mustFail(1, () -> converge(nodes, tokens, "1.0", "1h", 5));
        }
    }

    private static void converge(Nodes nodes, TestTokens tokens, String loss, String check, int messages) {
        Map<String, String> properties = Map.of("loss", loss, "whiteboard.live.check-interval", check);
        converge(Chat.on(nodes, tokens), Chat.on(nodes, tokens, properties), messages);
    }

    /**
     * Five times one sends to receivers on the other node: all of it arrives, in order, and mostly within two seconds of the
     * last acknowledgement.
     */
    private static void converge(Chat here, Chat there, int messages) {
        long base = 10_000L + 100 * ++conversations;
        String group = here.group(base, base + 1, base + 2);
        try (Socket sender = here.connect(base);
                Socket one = there.connect(base + 1);
                Socket other = there.connect(base + 2)) {
            one.settle();
            other.settle();
            sender.settle();
            List<Duration> waits = new ArrayList<>();
            int said = 0;
            for (int turn = 1; turn <= TURNS; turn++) {
                while (said < messages * turn / TURNS) {
                    said++;
                    sender.say(group, "m" + said, group + said);
                }
                String last = group + said;
                sender.next(frame -> frame.path("client_msg_id").asString("").equals(last));
                waits.add(untilAllIsThere(group, said, one, other));
            }
            waits.sort(null);
            assertThat(waits.get(TURNS / 2)).as("until all is there, of %s", waits).isLessThan(CONVERGED);
        }
    }

    private static Duration untilAllIsThere(String group, int messages, Socket... receivers) {
        long begun = System.nanoTime();
        List<Long> all = LongStream.rangeClosed(1, messages).boxed().toList();
        for (Socket receiver : receivers) {
            try {
                await().atMost(LIMIT).until(() -> receiver.seqs(group).size() >= messages);
            } catch (ConditionTimeoutException late) {
                throw new AssertionError("only " + receiver.seqs(group).size() + " of " + messages, late);
            }
            assertThat(receiver.seqs(group)).isEqualTo(all);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
