package dev.whiteboard.common.idempotency;

import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;

@Servers(POSTGRES)
class IdempotencyCrashTest {
    private static Db db;
    private static TestEnvironment environment;

    @BeforeAll
    static void start(TestEnvironment given) {
        environment = given;
        db = Db.of(given.postgres());
        db.execute(Till.TABLE);
        db.execute(NaiveFilter.TABLE);
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idempotency.claimed", "idempotency.handled", "idempotency.stored",
        "idempotency.committed"})
    @Promise("idempotency.crash-safe")
    void a_crash_anywhere_leaves_one_effect_and_one_answer(String point) throws Exception {
        oneEffectAfterCrash(point, IdempotencyFilter.HEADER);
    }

    @Test
    @Promise(value = "idempotency.crash-safe", naive = true)
    void storing_the_answer_after_the_commit_repeats_the_effect() {
        Toy.mustFail(1, () -> oneEffectAfterCrash("naive.committed", NaiveFilter.HEADER));
    }

    private static void oneEffectAfterCrash(String point, String header) throws Exception {
        String key = UUID.randomUUID().toString();
        try (ForkedJvm dying = ForkedJvm.of(DyingTill.class)
                .environment(environment.names())
                .crashAt(point)
                .arguments(header, key)
                .start()) {
            assertThat(dying.awaitExit(Duration.ofSeconds(60))).isEqualTo(ForkedJvm.KILLED);
            assertThat(dying.log()).doesNotContain("answered");
        }
        DyingTill survivor = new DyingTill(db);
        MockHttpServletResponse told = survivor.pay(header, key);
        if (told.getStatus() == 409) {
            db.clock().advance(Duration.ofSeconds(31));
            told = survivor.pay(header, key);
            db.clock().reset();
        }
        assertThat(told.getStatus()).isEqualTo(201);
        assertThat(db.count("payment WHERE amount = '" + key + "'")).isEqualTo(1);
        assertThat(survivor.pay(header, key).getContentAsString()).isEqualTo(told.getContentAsString());
    }
}
