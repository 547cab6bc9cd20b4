package dev.whiteboard.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;

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
class RefreshRaceTest {
    private static final int THREADS = 64;

    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;

    @Test
    @Promise("identity.refresh-one-successor")
    void allWhoPresentATokenAtOnceGetTheSameSuccessor() {
        String token = api.register().refreshToken();
        for (int round = 0; round < Scale.rounds(500); round++) {
            String presented = token;
            token = oneSuccessor(Race.of(THREADS).run(() -> {
                var answer = api.refresh(presented);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                return answer.text("refresh_token");
            }));
        }
        assertThat(api.refresh(token).status()).isEqualTo(200);
    }

    @Test
    @Promise(value = "identity.refresh-one-successor", naive = true)
    void lookingBeforeRotatingMakesSeveralSuccessors() {
        jdbc.sql("create table if not exists naive_tokens (token text primary key, successor text)").update();
        Toy.mustFail(20, () -> {
            String token = UUID.randomUUID().toString();
            jdbc.sql("insert into naive_tokens values (?, null)").param(token).update();
            oneSuccessor(Race.of(THREADS).run(() -> refreshNaively(token)));
        });
    }

    private String refreshNaively(String token) {
        var successor = jdbc.sql("select coalesce(successor, '') from naive_tokens where token = ?").param(token)
                .query(String.class).single();
        if (!successor.isEmpty()) {
            return successor;
        }
        String next = UUID.randomUUID().toString();
        jdbc.sql("update naive_tokens set successor = ? where token = ?").params(next, token).update();
        return next;
    }

    private static String oneSuccessor(List<String> successors) {
        assertThat(new HashSet<>(successors)).hasSize(1);
        return successors.getFirst();
    }
}
