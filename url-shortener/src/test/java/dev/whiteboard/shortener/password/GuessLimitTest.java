package dev.whiteboard.shortener.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.database.CommonSchema;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Servers(ServerKind.POSTGRES)
class GuessLimitTest {
    private static final int MOST = 10;
    private static final int GUESSERS = 24;
    private static int links;

    @BeforeAll
    static void migrate(DataSource database) {
        CommonSchema.migrate(database);
        Flyway.configure().dataSource(database).baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }

    @Test
    @Promise("shortener.guesses-bounded")
    void ofAllWhoGuessAtOnceTenAreHeard(DataSource database) {
        var limit = new GuessLimit(JdbcClient.create(database), MOST, Duration.ofMinutes(10));
        for (int round = 0; round < 20; round++) {
            String key = "link-" + links++;
            tenAreHeard(() -> limit.charge(key).isEmpty());
        }
    }

    @Test
    @Promise(value = "shortener.guesses-bounded", naive = true)
    void countingAfterwardsHearsMore(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        Toy.mustFail(10, () -> {
            String key = "link-" + links++;
            jdbc.sql("insert into password_guess values (?, wb_now(), 0)").param(key).update();
            tenAreHeard(() -> jdbc.sql("select guesses from password_guess where short_key = ?").param(key)
                    .query(Integer.class).single() < MOST
                    && jdbc.sql("update password_guess set guesses = guesses + 1 where short_key = ?").param(key)
                            .update() == 1);
        });
    }

    @Test
    void aWindowEndsAndARightGuessIsGivenBack(DataSource database) {
        var limit = new GuessLimit(JdbcClient.create(database), 2, Duration.ofSeconds(1));
        assertThat(limit.charge("window")).isEmpty();
        assertThat(limit.charge("window")).isEmpty();
        assertThat(limit.charge("window")).hasValueSatisfying(
                wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
        limit.refund("window");
        assertThat(limit.charge("window")).isEmpty();
        await().atMost(Duration.ofSeconds(3)).until(() -> limit.charge("window").isEmpty());
    }

    private static void tenAreHeard(BooleanSupplier guess) {
        var heard = new AtomicInteger();
        Race.of(GUESSERS).run(() -> guess.getAsBoolean() ? heard.incrementAndGet() : 0);
        assertThat(heard).hasValue(MOST);
    }
}
