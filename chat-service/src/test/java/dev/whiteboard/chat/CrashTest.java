package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
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
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Three nodes, two of them in processes of their own that die in the middle of what they do, again and again. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int SENDERS = 20;
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** After so many messages a sender moves on to the next node, so that nodes that have come back have senders again. */
    private static final int STAY = 5;
    /** Before the commit, after it and before the acknowledgement, after that and before the announcement. */
    private static final List<String> DEATHS = List.of("chat.append:40", "chat.appended:40", "chat.acknowledged:60");

    @Test
    @Promise("chat.one-order-for-all")
    @Promise("chat.acknowledged-messages-last")
    @Promise("chat.written-once")
    @Promise("chat.node-death-is-seen")
    void whateverDiesEveryDeviceHasOneDenseOrderAndEveryMessageOnce(TestEnvironment environment, TestTokens tokens)
            throws Exception {
        int each = Scale.rounds(300);
        int[] ports = {port(), port()};
        try (Nodes nodes = Nodes.of(ChatApplication.class, Chat.names(environment))) {
            Chat steady = Chat.on(nodes, tokens);
            Chat[] chats = {steady, new Chat(ports[0], tokens), new Chat(ports[1], tokens)};
            long[] users = LongStream.rangeClosed(1, SENDERS + 3).toArray();
            String group = steady.group(users[0], LongStream.of(users).skip(1).toArray());
            List<ForkedJvm> dying = new ArrayList<>();
            dying.add(start(environment, ports[0], DEATHS.get(0)));
            dying.add(start(environment, ports[1], DEATHS.get(1)));
            awaitReady(ports[0], dying.get(0));
            awaitReady(ports[1], dying.get(1));
            Map<String, Long> told = new ConcurrentHashMap<>();
            List<Device> devices = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                devices.add(new Device(chats, i % 3, users[SENDERS + i % 3], group));
            }
            var over = new AtomicBoolean();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int number = i;
                threads.add(Thread.startVirtualThread(
                        () -> talk(chats, number, users[number], group, each, over, told)));
            }
            assertThat(dying.get(0).awaitExit(START)).isEqualTo(ForkedJvm.KILLED);
            try (ForkedJvm last = start(environment, ports[0], DEATHS.get(2))) {
                awaitReady(ports[0], last);
                assertThat(dying.get(1).awaitExit(START)).isEqualTo(ForkedJvm.KILLED);
                try (ForkedJvm killed = start(environment, ports[1], "")) {
                    awaitReady(ports[1], killed);
                    assertThat(last.awaitExit(START)).isEqualTo(ForkedJvm.KILLED);
                    over.set(true);
                    for (Thread thread : threads) {
                        thread.join();
                    }
                    int all = told.size();
                    oneOrder(devices, told, all, Duration.ofSeconds(30));
                    JdbcClient jdbc = JdbcClient.create(environment.postgres().dataSource());
                    assertThat(jdbc.sql("select count(distinct content), count(*), max(seq) from entry")
                            .query((row, _) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3))).single())
                            .containsExactly(all, all, all);
                    presence(steady, chats[2], killed);
                }
            } finally {
                devices.forEach(Device::close);
                dying.forEach(ForkedJvm::close);
            }
        }
    }

    /** Nobody even dies: two nodes that number by themselves are enough. */
    @Test
    @Promise(value = "chat.one-order-for-all", naive = true)
    void nodesThatNumberByThemselvesDisagree(TestEnvironment environment, TestTokens tokens) {
        Toy.mustFail(1, () -> {
            try (Nodes nodes = Nodes.of(ForgetfulChat.class, Chat.names(environment))) {
                Chat[] chats = {Chat.on(nodes, tokens), Chat.on(nodes, tokens)};
                String group = chats[0].group(1, 2, 3, 4);
                List<Device> devices = List.of(new Device(chats, 0, 3, group), new Device(chats, 1, 4, group));
                Map<String, Long> told = new ConcurrentHashMap<>();
                Thread other = Thread
                        .startVirtualThread(() -> talk(chats, 1, 2, group, 20, new AtomicBoolean(true), told));
                talk(chats, 0, 1, group, 20, new AtomicBoolean(true), told);
                other.join();
                oneOrder(devices, told, 40, Duration.ofSeconds(3));
            }
        });
    }

    private static void oneOrder(List<Device> devices, Map<String, Long> told, int all, Duration patience) {
        List<Long> dense = LongStream.rangeClosed(1, all).boxed().toList();
        for (Device device : devices) {
            try {
                await().atMost(patience).until(() -> device.seqs().size() >= all);
            } catch (ConditionTimeoutException late) {
                throw new AssertionError("a device has only " + device.seqs().size() + " of " + all, late);
            }
            assertThat(device.seqs()).as("the order of a device").isEqualTo(dense);
            assertThat(device.contents()).isEqualTo(devices.getFirst().contents());
        }
        told.forEach((content, seq) -> assertThat(devices.getFirst().contents().get((int) (seq - 1)))
                .isEqualTo(content));
        assertThat(told).hasSize(all);
    }

    /** The users of a node that is killed are away within fifteen seconds, but not who has come back elsewhere. */
    private static void presence(Chat steady, Chat dying, ForkedJvm process) {
        try (Socket viewer = steady.connect(900);
                Socket stays = dying.connect(901);
                Socket moves = dying.connect(902)) {
            stays.settle();
            moves.settle();
            viewer.send(Map.of("type", "watch_presence", "user_ids", List.of(Chat.user(901), Chat.user(902))));
            await().until(() -> viewer.frames("presence").stream()
                    .filter(frame -> frame.get("status").asString().equals("online")).count() == 2);
            process.kill();
            try (Socket _ = steady.connect(902)) {
                await().atMost(Duration.ofSeconds(15)).until(() -> viewer.frames("presence").stream()
                        .anyMatch(frame -> frame.get("status").asString().equals("offline")));
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                assertThat(viewer.frames("presence").stream()
                        .filter(frame -> frame.get("status").asString().equals("offline"))
                        .map(frame -> frame.get("user_id").asString())).containsExactly(Chat.user(901));
            }
        }
    }

    /** Sends messages from one node after the other, each until it is acknowledged: so many at least, and until it is over. */
    private static void talk(Chat[] chats, int number, long user, String group, int messages, AtomicBoolean over,
            Map<String, Long> told) {
        Socket socket = null;
        int node = number;
        for (int i = 0; i < messages || !over.get(); i++) {
            String content = number + "-" + i;
            while (!told.containsKey(content)) {
                try {
                    if (socket == null || socket.gone()) {
                        socket = chats[node++ % chats.length].connect(user);
                    }
                    JsonNode answer = socket.sayAndWait(group, content, "crash-" + content);
                    if (answer.has("seq")) {
                        told.put(content, answer.get("seq").asLong());
                    }
                    socket.forget();
                } catch (RuntimeException | AssertionError died) {
                    if (socket != null) {
                        socket.close();
                    }
                    socket = null;
                }
            }
            takeBreath();
            if (i % STAY == STAY - 1 && socket != null) {
                socket.close();
                socket = null;
            }
        }
        if (socket != null) {
            socket.close();
        }
    }

    /** People do not write without a pause, and what does would leave no time for nodes to come back. */
    private static void takeBreath() {
        await().pollDelay(PAUSE).until(() -> true);
    }

    /** A device that reconnects when its node dies, and asks for what it missed by the last number it has. */
    private static final class Device {
        private final Chat[] chats;
        private final String group;
        private final long user;
        private final List<JsonNode> entries = new ArrayList<>();
        private int node;
        private Socket socket;
        private int taken;

        Device(Chat[] chats, int node, long user, String group) {
            this.chats = chats;
            this.node = node;
            this.user = user;
            this.group = group;
            this.socket = chats[node].connect(user, "device" + node);
        }

        private synchronized void read() {
            List<JsonNode> now = socket.entries(group);
            entries.addAll(now.subList(taken, now.size()));
            taken = now.size();
            while (socket.gone()) {
                try {
                    node++;
                    socket = chats[node % chats.length].connect(user, "device" + node);
                    taken = 0;
                    socket.send(Map.of("type", "sync", "conversations", Map.of(group,
                            entries.isEmpty() ? 0 : entries.getLast().get("seq").asLong())));
                } catch (RuntimeException alsoDead) {
                    // the next one
                }
            }
        }

        List<Long> seqs() {
            read();
            return entries.stream().map(frame -> frame.get("seq").asLong()).toList();
        }

        List<String> contents() {
            return entries.stream().map(frame -> frame.get("content").asString()).toList();
        }

        void close() {
            socket.close();
        }
    }

    private static ForkedJvm start(TestEnvironment environment, int port, String crashPoint) {
        var plan = ForkedJvm.of(ChatApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1");
        return (crashPoint.isEmpty() ? plan : plan.crashAt(crashPoint)).start();
    }

    private static void awaitReady(int port, ForkedJvm process) {
        process.awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", START);
    }

    private static int port() {
        int port;
        do {
            port = Ports.free(1_000, 2_000);
        } while (port > 30_000);
        return port;
    }
}
