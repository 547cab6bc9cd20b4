package dev.whiteboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A request with an Idempotency-Key runs in one transaction, which a refusal rolls back; what must not be undone is not. */
@IdentityTest
class KeyedRequestTest {
    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;

    @Test
    void aRegistrationThatIsRepeatedGetsTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        String body = "{\"username\":\"%s\",\"password\":\"correct horse\",\"display_name\":\"Ada\"}"
                .formatted(Api.freshName());

        var first = keyed("/api/v1/auth/register", body, key);
        var second = keyed("/api/v1/auth/register", body, key);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(keyed("/api/v1/auth/register", body.replace("Ada", "Eve"), key).status()).isEqualTo(422);
        assertThat(api.refresh(second.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    @Promise("identity.guesses-bounded")
    void aGuessIsCountedAlthoughItsRefusalIsRolledBack() {
        var user = api.register();

        var statuses = Race.of(64)
                .run(i -> keyed("/api/v1/auth/login", "{\"username\":\"%s\",\"password\":\"guess %d\"}"
                        .formatted(user.username(), i), UUID.randomUUID().toString()).status());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
    }

    @Test
    @Promise("identity.refresh-reuse-kills-family")
    void reuseEndsTheFamilyAlthoughTheRefusalIsRolledBack() {
        var user = api.register();
        String head = api.refresh(user.refreshToken()).text("refresh_token");
        jdbc.sql("update refresh_tokens set rotated_at = rotated_at - interval '31 s'").update();

        var stolen = keyed("/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(user.refreshToken()),
                UUID.randomUUID().toString());

        assertThat(stolen.status()).isEqualTo(401);
        assertThat(api.refresh(head).status()).isEqualTo(401);
    }

    @Test
    void loginsThatWaitForAHashHoldNoConnection() {
        var user = api.register();

        var statuses = Race.of(64).run(i -> keyed("/api/v1/auth/login",
                "{\"username\":\"%s\",\"password\":\"correct horse\"}".formatted(user.username()),
                UUID.randomUUID().toString()).status());

        assertThat(statuses).containsOnly(200);
    }

    private Answer keyed(String path, String body, String key) {
        String url = "http://127.0.0.1:" + environment.getProperty("local.server.port") + path;
        return Http.send(Http.request("POST", url, body, null).header("Idempotency-Key", key));
    }
}
