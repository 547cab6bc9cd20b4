package dev.whiteboard.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class NameRaceTest {
    private static final int THREADS = 64;

    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Promise("identity.name-taken-once")
    void ofAllWhoRegisterANameAtOnceOneGetsIt() {
        for (int round = 0; round < Scale.rounds(200); round++) {
            String name = Api.freshName();
            oneGetsIt(Race.of(THREADS).run(i -> api.post("/api/v1/auth/register",
                    Map.of("username", i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT), "password",
                            "correct horse", "display_name", "Racer"))
                    .status()));
        }
    }

    @Test
    @Promise(value = "identity.name-taken-once", naive = true)
    void lookingBeforeInsertingGivesTheNameToSeveral() {
        jdbc.sql("create table if not exists naive_users (username text not null)").update();
        Toy.mustFail(20, () -> {
            String name = Api.freshName();
            oneGetsIt(Race.of(THREADS).run(() -> registerNaively(name)));
        });
    }

    private int registerNaively(String name) {
        long there = jdbc.sql("select count(*) from naive_users where username = ?").param(name).query(Long.class)
                .single();
        if (there > 0) {
            return 409;
        }
        jdbc.sql("insert into naive_users values (?)").param(name).update();
        return 201;
    }

    private static void oneGetsIt(List<Integer> statuses) {
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }
}
