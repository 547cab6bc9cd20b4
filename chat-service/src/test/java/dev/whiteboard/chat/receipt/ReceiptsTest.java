package dev.whiteboard.chat.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.chat.Chat;
import dev.whiteboard.chat.Socket;
import dev.whiteboard.chat.TwoNodes;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Watermarks only rise, and there are few of them. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ReceiptsTest {
    private static Chat here;
    private static Chat there;
    private static ReceiptStore store;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        here = nodes.here();
        there = nodes.there();
        store = here.node().bean(ReceiptStore.class);
    }

    /** How a watermark is written. */
    private interface Write {
        void write(Watermark mark);
    }

    @Test
    @Promise("chat.receipts-never-go-back")
    void shuffledRepeatedReceiptsOfThreeDevicesNeverGoBack(DataSource database) {
        int rounds = Scale.rounds(300);
        neverGoesBack(database, rounds, mark -> store.raise(List.of(mark)));
    }

    @Test
    @Promise(value = "chat.receipts-never-go-back", naive = true)
    void theLastReceiptWrittenWouldGoBack(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        Toy.mustFail(20, () -> neverGoesBack(database, 20, mark -> jdbc.sql("""
                insert into receipt values (:c, :u, :d, :delivered, :read)
                on conflict (conversation_id, user_id, device) do update
                set delivered_seq = excluded.delivered_seq, read_seq = excluded.read_seq""")
                .param("c", mark.conversationId()).param("u", mark.userId()).param("d", mark.device())
                .param("delivered", mark.delivered()).param("read", mark.read()).update()));
    }

    private static void neverGoesBack(DataSource database, int receipts, Write write) {
        long user = TwoNodes.newUser();
        long conversation = Ids.CONVERSATION.parse(here.group(user)).orElseThrow();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("update conversation set last_seq = 1000 where id = :id").param("id", conversation).update();
        Random random = Seed.random("receipts");
        List<Watermark> all = new ArrayList<>();
        for (int i = 1; i <= receipts; i++) {
            long seq = 1 + random.nextInt(900);
            all.add(new Watermark(conversation, user, "device" + i % 3, seq, random.nextBoolean() ? seq : 0));
        }
        all.addAll(all.subList(0, receipts / 2));
        Collections.shuffle(all, random);
        Race.of(4).run(number -> {
            long delivered = 0;
            long read = 0;
            for (int i = number; i < all.size(); i += 4) {
                write.write(all.get(i));
                long[] now = jdbc.sql("""
                        select max(delivered_seq), max(read_seq) from receipt
                        where conversation_id = :c and user_id = :u""").param("c", conversation).param("u", user)
                        .query((row, _) -> new long[]{row.getLong(1), row.getLong(2)}).single();
                assertThat(now[0]).isGreaterThanOrEqualTo(delivered).isGreaterThanOrEqualTo(now[1]);
                assertThat(now[1]).isGreaterThanOrEqualTo(read);
                delivered = now[0];
                read = now[1];
            }
            return null;
        });
        long highest = all.stream().mapToLong(Watermark::delivered).max().orElseThrow();
        assertThat(jdbc.sql("select max(delivered_seq) from receipt where conversation_id = :c")
                .param("c", conversation).query(Long.class).single()).isEqualTo(highest);
    }

    @Test
    @Promise("chat.receipts-stay-few")
    void fiveHundredMembersAndManyMessagesMakeAtMostThreeRowsAMember(DataSource database) {
        int members = 500;
        int messages = Scale.rounds(10_000);
        long[] users = TwoNodes.newUsers(members);
        String group = here.group(users[0], LongStream.of(users).skip(1).toArray());
        long conversation = Ids.CONVERSATION.parse(group).orElseThrow();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("update conversation set last_seq = :last where id = :id").param("last", messages)
                .param("id", conversation).update();
        Random random = Seed.random("few");
        Receipts receipts = here.node().bean(Receipts.class);
        for (int seq = 1; seq <= messages; seq++) {
            for (int i = 0; i < members; i += 1 + random.nextInt(20)) {
                receipts.note(conversation, users[i], "device" + random.nextInt(3), seq, random.nextBoolean());
            }
        }
        receipts.flush();
        assertThat(jdbc.sql("select count(*) from receipt where conversation_id = :c").param("c", conversation)
                .query(Integer.class).single()).isBetween(members, 1_500);
    }

    @Test
    void theSenderIsToldWhenItIsDeliveredAndReadAndReadImpliesDelivered() {
        long[] user = TwoNodes.newUsers(2);
        String direct = here.direct(user[0], user[1]);
        try (Socket sender = here.connect(user[0]); Socket reader = there.connect(user[1])) {
            sender.sayAndWait(direct, "one", "r-1" + direct);
            String second = sender.sayAndWait(direct, "two", "r-2" + direct).get("server_msg_id").asString();
            reader.next(frame -> frame.path("seq").asLong(0) == 2);
            reader.send(Map.of("type", "read", "conversation_id", direct, "seq", 2));
            JsonNode read = sender.next(frame -> frame.path("status").asString("").equals("read"));
            assertThat(read.get("server_msg_id").asString()).isEqualTo(second);
            assertThat(read.get("user_id").asString()).isEqualTo(Chat.user(user[1]));
            assertThat(read.has("read_count")).isFalse();
            sender.next(frame -> frame.path("status").asString("").equals("delivered"));
            sender.forget();
            reader.send(Map.of("type", "delivered", "conversation_id", direct, "seq", 1));
            reader.send(Map.of("type", "read", "conversation_id", direct, "seq", 1));
            reader.send(Map.of("type", "read", "conversation_id", direct, "seq", 99));
            reader.settle();
            await().pollDelay(java.time.Duration.ofMillis(500)).until(() -> true);
            assertThat(sender.frames("message_status")).isEmpty();
        }
    }

    @Test
    void aGroupIsToldSumsAndNotEachMember() {
        long[] users = TwoNodes.newUsers(30);
        String group = here.group(users[0], LongStream.of(users).skip(1).toArray());
        try (Socket sender = here.connect(users[0])) {
            sender.sayAndWait(group, "all read this", "sum-" + group);
            List<Socket> readers = LongStream.of(users).skip(1).mapToObj(there::connect).toList();
            readers.forEach(reader -> reader.send(Map.of("type", "read", "conversation_id", group, "seq", 1)));
            JsonNode all = sender.next(frame -> frame.path("read_count").asInt(0) == 29);
            assertThat(all.get("member_count").asInt()).isEqualTo(30);
            assertThat(sender.frames("message_status").size()).isLessThanOrEqualTo(12);
            List<Integer> counts = sender.frames("message_status").stream()
                    .filter(frame -> frame.get("status").asString().equals("read"))
                    .map(frame -> frame.get("read_count").asInt()).toList();
            assertThat(counts).isSorted();
            readers.forEach(Socket::close);
        }
    }
}
