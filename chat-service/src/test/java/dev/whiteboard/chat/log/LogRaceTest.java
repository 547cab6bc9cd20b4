package dev.whiteboard.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.chat.Chat;
import dev.whiteboard.chat.TwoNodes;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many write into one log at once, some of them twice. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class LogRaceTest {
    private static final int WRITERS = 8;
    private static Chat here;
    private static Chat there;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        here = nodes.here();
        there = nodes.there();
    }

    /** Appends, and answers the place. */
    private interface Write {
        long write(long conversation, long sender, String name);
    }

    @Test
    @Promise("chat.log-is-dense")
    @Promise("chat.written-once")
    void whateverIsWrittenAtOnceOrTwiceTheLogIsDenseAndHoldsItOnce(DataSource database) {
        denseAndOnce(JdbcClient.create(database), Scale.rounds(500), "entry", (conversation, sender, name) -> {
            Chat node = name.hashCode() % 2 == 0 ? here : there;
            long id = node.node().bean(SnowflakeGenerator.class).next();
            Appended appended = node.node().bean(ConversationLog.class).append(new Draft(conversation, sender, name,
                    id, Entry.Kind.MESSAGE, name, "text", null, null, null)).join();
            return switch (appended) {
                case Appended.Written(Entry entry) -> entry.seq();
                case Appended.Repeated(Entry entry) -> entry.seq();
                default -> throw new AssertionError(appended);
            };
        });
    }

    @Test
    @Promise(value = "chat.log-is-dense", naive = true)
    @Promise(value = "chat.written-once", naive = true)
    void lookingForTheHighestPlaceFirstBreaksIt(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql(
                "create table if not exists naive (conversation_id bigint, seq bigint, sender_id bigint, content text)")
                .update();
        Toy.mustFail(20, () -> denseAndOnce(jdbc, 20, "naive", (conversation, sender, name) -> {
            List<Long> there = jdbc.sql("select seq from naive where sender_id = :s and content = :n")
                    .param("s", sender).param("n", name).query(Long.class).list();
            if (!there.isEmpty()) {
                return there.getFirst();
            }
            long next = 1 + jdbc.sql("select coalesce(max(seq), 0) from naive where conversation_id = :c")
                    .param("c", conversation).query(Long.class).single();
            jdbc.sql("insert into naive values (:c, :q, :s, :n)").param("c", conversation).param("q", next)
                    .param("s", sender).param("n", name).update();
            return next;
        }));
    }

    /** Each name is written by two writers at once. */
    private static void denseAndOnce(JdbcClient jdbc, int rounds, String table, Write write) {
        long[] users = TwoNodes.newUsers(WRITERS);
        String group = here.group(users[0], LongStream.of(users).skip(1).toArray());
        long conversation = Ids.CONVERSATION.parse(group).orElseThrow();
        int each = Math.max(3, rounds / WRITERS);
        List<List<Long>> told = Race.of(WRITERS).run(number -> IntStream.range(0, each)
                .mapToObj(i -> write.write(conversation, users[number / 2], group + number / 2 + "-" + i)).toList());
        List<Long> places = jdbc.sql("select seq from " + table + " where conversation_id = :c order by seq")
                .param("c", conversation).query(Long.class).list();
        assertThat(places).containsExactlyElementsOf(
                LongStream.rangeClosed(1, (long) each * WRITERS / 2).boxed().toList());
        for (int i = 0; i < WRITERS; i += 2) {
            assertThat(told.get(i)).as("both writers are told one place").isEqualTo(told.get(i + 1)).isSorted();
        }
    }
}
