package dev.whiteboard.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class ThrottleRaceTest {
    private static final int GUESSES = 64;

    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Promise("identity.guesses-bounded")
    void of64ParallelGuessesTenAreLookedAt() {
        var user = api.register();

        tenAreLookedAt(Race.of(GUESSES).run(i -> api.login(user.username(), "guess number " + i).status()));

        var right = api.login(user.username(), "correct horse");
        assertThat(right.status()).as("the right password, while the door is closed").isEqualTo(429);
        assertThat(right.code()).isEqualTo("RATE_LIMITED");
        assertThat(right.headers().firstValueAsLong("retry-after").orElseThrow()).isBetween(1L, 30L);
    }

    @Test
    void aNameNobodyHasIsThrottledAlike() {
        String nobody = Api.freshName();

        tenAreLookedAt(Race.of(GUESSES).run(i -> api.login(nobody, "guess number " + i).status()));
    }

    @Test
    void theDoorOpensAgainAndARightPasswordOpensItWide() {
        var user = api.register();
        for (int i = 0; i < 11; i++) {
            api.login(user.username(), "guess number " + i);
        }
        open(user.username());

        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(api.login(user.username(), "guess number " + i).status()).isEqualTo(401);
        }
        assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(429);
    }

    @Test
    void eachFurtherGuessClosesTheDoorForLonger() {
        String nobody = Api.freshName();
        for (int i = 0; i < 10; i++) {
            api.login(nobody, "guess number " + i);
        }
        open(nobody);
        assertThat(api.login(nobody, "one more").status()).isEqualTo(401);

        assertThat(api.login(nobody, "and one").headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(31L, 60L);
    }

    @Test
    void parallelLoginsWithTheRightPasswordDoNotLockEachOtherOut() {
        var user = api.register();

        assertThat(Race.of(GUESSES).run(() -> api.login(user.username(), "correct horse").status())).containsOnly(200);
    }

    @Test
    @Promise(value = "identity.guesses-bounded", naive = true)
    void aCounterRaisedAfterTheGuessLetsMoreThrough() {
        jdbc.sql("create table if not exists naive_attempts (username text primary key, failures int not null)")
                .update();
        Toy.mustFail(20, () -> {
            String name = Api.freshName();
            jdbc.sql("insert into naive_attempts values (?, 0)").param(name).update();
            tenAreLookedAt(Race.of(GUESSES).run(() -> loginNaively(name)));
        });
    }

    private int loginNaively(String name) {
        int failures = jdbc.sql("select failures from naive_attempts where username = ?").param(name)
                .query(Integer.class).single();
        if (failures >= 10) {
            return 429;
        }
        jdbc.sql("update naive_attempts set failures = failures + 1 where username = ?").param(name).update();
        return 401;
    }

    private void open(String username) {
        jdbc.sql("update login_attempts set locked_until = wb_now() where username = ?").param(username).update();
    }

    private static void tenAreLookedAt(List<Integer> statuses) {
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
    }
}
