package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One alias, 64 clients, two nodes: one of them gets it. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class AliasRaceTest {
    private static final int CLIENTS = 64;

    @Test
    @Promise("shortener.alias-taken-once")
    void oneClientIsToldThatTheAliasIsTheirs(TestEnvironment environment, TestTokens tokens, DataSource database) {
        TwoNodes nodes = TwoNodes.on(environment, tokens);
        JdbcClient jdbc = JdbcClient.create(database);
        for (int round = 0; round < Scale.rounds(500); round++) {
            String alias = "race-" + round;
            oneWins((number) -> nodes.get(number).post("/api/v1/shorten",
                    "{\"long_url\":\"https://example.org/%d\",\"custom_alias\":\"%s\"}".formatted(number, alias), null)
                    .status(),
                    () -> jdbc.sql("select count(*) from link where short_key = ?").param(alias).query(Integer.class)
                            .single());
        }
    }

    @Test
    @Promise(value = "shortener.alias-taken-once", naive = true)
    void lookingFirstAndInsertingThenLetsTwoWin(TestEnvironment environment, TestTokens tokens, DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_link (short_key text)").update();
        int[] attempt = {0};
        Toy.mustFail(50, () -> {
            String alias = "toy-" + attempt[0]++;
            oneWins(number -> {
                if (jdbc.sql("select count(*) from naive_link where short_key = ?").param(alias).query(Integer.class)
                        .single() > 0) {
                    return 409;
                }
                jdbc.sql("insert into naive_link values (?)").param(alias).update();
                return 201;
            }, () -> jdbc.sql("select count(*) from naive_link where short_key = ?").param(alias).query(Integer.class)
                    .single());
        });
    }

    private static void oneWins(ToIntFunction<Integer> attempt, java.util.function.IntSupplier rows) {
        List<Integer> answers = Race.of(CLIENTS).run((int number) -> attempt.applyAsInt(number));
        assertThat(Collections.frequency(answers, 201)).isEqualTo(1);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(CLIENTS - 1);
        assertThat(rows.getAsInt()).isEqualTo(1);
    }
}
