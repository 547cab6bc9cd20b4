package dev.whiteboard.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.nimbusds.jwt.SignedJWT;
import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class ApiKeyTest {
    @Autowired
    private Api api;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private RedisConnectionFactory redis;

    @Test
    void aKeyIsShownOnceAndNeverAgain() {
        var user = api.register();

        var made = make(user, "ci");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("id")).startsWith("key_");
        assertThat(made.text("api_key")).matches("wbk_[0-9a-z]{13}_[A-Za-z0-9_-]{43}");
        assertThat(made.text("tier")).isEqualTo("free");
        var list = api.get("/api/v1/api-keys", user.accessToken());
        assertThat(list.json().path("data")).hasSize(1);
        assertThat(list.body()).contains(made.text("id")).doesNotContain("wbk_", "api_key");
    }

    @Test
    void aKeyIsExchangedForAShortTokenThatSaysItsTier() throws Exception {
        var user = api.register();
        var made = api.post("/api/v1/api-keys", Map.of("name", "load test", "tier", "paid"), user.accessToken());

        var answer = exchange(made.text("api_key"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("api_key_id")).isEqualTo(made.text("id"));
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(300);
        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(user.id());
        assertThat(claims.getStringClaim("tier")).isEqualTo("paid");
        assertThat(claims.getStringListClaim("roles")).containsExactly("user");
        assertThat(api.get("/api/v1/users/me", answer.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void onlyServicesExchangeKeys() {
        var user = api.register();
        var made = make(user, "mine");

        assertThat(api.post("/internal/api-keys/exchange", Map.of("api_key", made.text("api_key")),
                user.accessToken()).status()).isEqualTo(403);
        assertThat(api.post("/internal/api-keys/exchange", Map.of("api_key", made.text("api_key"))).status())
                .isEqualTo(401);
        assertThat(exchange(made.text("api_key").replaceFirst(".$", "_")).status()).isEqualTo(404);
        assertThat(exchange("wbk_" + "0".repeat(13) + "_" + "A".repeat(43)).status()).isEqualTo(404);
        assertThat(exchange("").status()).isEqualTo(404);
    }

    @Test
    void aRevokedKeyIsWorthNothingAndEverybodyIsTold() {
        var user = api.register();
        var made = make(user, "leaked");
        var told = new ConcurrentLinkedQueue<String>();
        try (var connection = redis.getConnection()) {
            connection.subscribe((message, pattern) -> told.add(new String(message.getBody())),
                    RevocationPush.CHANNEL.getBytes());

            assertThat(revoke(made.text("id"), user.accessToken())).isEqualTo(204);
            assertThat(revoke(made.text("id"), user.accessToken())).as("again").isEqualTo(204);

            assertThat(exchange(made.text("api_key")).status()).isEqualTo(404);
            assertThat(api.get("/api/v1/api-keys", user.accessToken()).json().path("data")).isEmpty();
            await().untilAsserted(() -> assertThat(told).contains(made.text("id")));
        }
    }

    @Test
    void nobodyRevokesSomebodyElsesKey() {
        var made = make(api.register(), "mine");

        assertThat(revoke(made.text("id"), api.register().accessToken())).isEqualTo(404);
        assertThat(revoke("key_nonsense", api.register().accessToken())).isEqualTo(404);
        assertThat(exchange(made.text("api_key")).status()).isEqualTo(200);
    }

    @Test
    @Promise("identity.api-keys-bounded")
    void twentyKeysIsTheLimitHoweverManyAreAskedForAtOnce() {
        var user = api.register();

        twenty(Race.of(64).run(i -> make(user, "key " + i).status()));

        String one = api.get("/api/v1/api-keys", user.accessToken()).json().path("data").path(0).path("id").asString();
        revoke(one, user.accessToken());
        assertThat(make(user, "the slot of the revoked").status()).isEqualTo(201);
        assertThat(make(user, "one too many").status()).isEqualTo(409);
    }

    @Test
    @Promise(value = "identity.api-keys-bounded", naive = true)
    void countingBeforeInsertingExceedsTheLimit() {
        jdbc.sql("create table if not exists naive_keys (owner text not null)").update();
        Toy.mustFail(20, () -> {
            String owner = Api.freshName();
            twenty(Race.of(64).run(() -> makeNaively(owner)));
        });
    }

    private int makeNaively(String owner) {
        long keys = jdbc.sql("select count(*) from naive_keys where owner = ?").param(owner).query(Long.class).single();
        if (keys >= 20) {
            return 409;
        }
        jdbc.sql("insert into naive_keys values (?)").param(owner).update();
        return 201;
    }

    private static void twenty(List<Integer> statuses) {
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"})
    void aNameIsOneTo100Characters(String name) {
        var answer = make(api.register(), name);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("error").path("field").asString()).isEqualTo("name");
    }

    private Answer make(Api.SignedIn user, String name) {
        return api.post("/api/v1/api-keys", Map.of("name", name, "tier", "free"), user.accessToken());
    }

    private int revoke(String id, String token) {
        return api.send("DELETE", "/api/v1/api-keys/" + id, null, "Bearer " + token).status();
    }

    private Answer exchange(String key) {
        String gateway = "Basic " + Base64.getEncoder().encodeToString("gateway:gateway-secret".getBytes());
        String token = api.send("POST", "/internal/tokens", null, gateway).text("access_token");
        return api.post("/internal/api-keys/exchange", Map.of("api_key", key), token);
    }
}
