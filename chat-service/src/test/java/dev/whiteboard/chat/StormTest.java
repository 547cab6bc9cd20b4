package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many at once, and one that does not keep up. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class StormTest {
    /** Of 15 kB each: more than a server may hold back for one client and its kernel's buffer together. */
    private static final int MESSAGES = 120;
    private static Nodes nodes;
    private static Chat chat;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        nodes = Nodes.of(ChatApplication.class, Chat.names(environment));
        chat = Chat.on(nodes, tokens, Map.of("whiteboard.socket.handshakes-per-second", "200"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    @Promise("chat.storm-is-weathered")
    void everybodyWhoComesBackAtOnceIsSynchronised() throws InterruptedException {
        int clients = Scale.rounds(10_000);
        long[] users = LongStream.range(30_000, 30_000 + clients).toArray();
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < clients; from += 1_000) {
            long[] part = Arrays.copyOfRange(users, from, Math.min(clients, from + 1_000));
            String group = chat.group(part[0], Arrays.copyOfRange(part, 1, part.length));
            groups.add(group);
            try (Socket speaker = chat.connect(part[0])) {
                for (int i = 1; i <= 5; i++) {
                    speaker.sayAndWait(group, "while you were away " + i, group + i);
                }
            }
        }
        var synced = new AtomicInteger();
        var sockets = new ConcurrentLinkedQueue<Socket>();
        List<String> tokens = LongStream.of(users).mapToObj(chat::token).toList();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> {
                Socket socket = patiently(tokens.get(number));
                sockets.add(socket);
                socket.sync(Map.of());
                assertThat(socket.seqs(groups.get(number / 1_000))).containsExactly(1L, 2L, 3L, 4L, 5L);
                synced.incrementAndGet();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(synced).hasValue(clients);
        sockets.forEach(Socket::close);
    }

    /** A fast machine turns some away, a slow one need not. */
    private static Socket patiently(String token) {
        while (true) {
            try {
                return Socket.connect(chat.port(), token, "");
            } catch (Socket.Refused refused) {
                assertThat(refused.status()).isEqualTo(503);
                int wait = Integer.parseInt(refused.header("Retry-After"));
                await().pollDelay(Duration.ofSeconds(wait)).atMost(Duration.ofSeconds(wait + 5)).until(() -> true);
            }
        }
    }

    @Test
    @Promise("chat.slow-reader-alone")
    void aClientThatReadsAByteASecondIsCutOffAndSlowsNobody() throws Exception {
        int readers = Scale.rounds(500);
        long[] users = LongStream.range(50_000, 50_000 + readers + 2).toArray();
        String group = chat.group(users[0], Arrays.copyOfRange(users, 1, users.length));
        List<Socket> sockets = LongStream.of(users).skip(2).mapToObj(chat::connect).toList();
        try (Socket sender = chat.connect(users[0])) {
            sockets.forEach(Socket::settle);
            long alone = slowest(sender, group, sockets, 0);
            try (var slow = RawSocket.connect(chat.port(), chat.token(users[1]))) {
                long beside = slowest(sender, group, sockets, 1);
                assertThat(slow.readToTheEnd()).as("what a client that does not read is left with").isNotEmpty();
                assertThat(beside).as("ms until all others have a message, beside %d alone", alone)
                        .isLessThanOrEqualTo(Math.max(250, 2 * alone));
            }
            assertThat(sockets).allSatisfy(socket -> assertThat(socket.gone()).isFalse());
        } finally {
            sockets.forEach(Socket::close);
        }
    }

    /** 9 of 10 messages have reached all of them within so many milliseconds. */
    private static long slowest(Socket sender, String group, List<Socket> sockets, int run) {
        String filler = "x".repeat(15_000);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sockets.forEach(Socket::forget);
            long start = System.nanoTime();
            sender.say(group, filler, "slow-" + run + "-" + i);
            sockets.forEach(socket -> socket.next("new_message"));
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        Collections.sort(times);
        return times.get(times.size() * 9 / 10);
    }
}
