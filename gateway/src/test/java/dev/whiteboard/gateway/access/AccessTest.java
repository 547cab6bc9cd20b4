package dev.whiteboard.gateway.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Who may pass. */
class AccessTest extends RunningGateway {
    private static final String USER = "usr_0000000000001";

    @Autowired
    StringRedisTemplate redis;

    static Stream<String> badTokens() {
        return Stream.of(TOKENS.expired(USER), TOKENS.forged(USER), TOKENS.algNone(USER), TOKENS.confused(USER),
                TOKENS.wrongAudience(USER), TOKENS.wrongIssuer(USER), "x", "a.b.c", "", "x".repeat(9000));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded(String token) {
        for (String path : new String[]{"/api/v1/stats/abcd", "/api/v1/links", "/admin/platform", "/abcdefg",
            "/docs"}) {
            assertProblem(get(path, "Authorization", "Bearer " + token), 401, "INVALID_TOKEN");
        }
        assertThat(SHORTENER.calls() + LINKS.calls() + LINKS_TWIN.calls()).isZero();
    }

    @Test
    void aUserRouteTakesAUserAndAnAdminRouteAnAdmin() {
        assertProblem(get("/api/v1/links"), 401, "UNAUTHENTICATED");
        assertThat(get("/api/v1/links", "Authorization", "Bearer " + TOKENS.token(USER, "user")).statusCode())
                .isEqualTo(200);
        assertProblem(get("/admin/platform"), 401, "UNAUTHENTICATED");
        assertProblem(get("/admin/platform", "Authorization", "Bearer " + TOKENS.token(USER, "user")), 403,
                "FORBIDDEN");
        assertThat(get("/admin/platform", "Authorization", "Bearer " + TOKENS.token(USER, "user", "admin")).body())
                .contains("\"breaker\":");
    }

    @Test
    void otherKindsOfCredentialsAndTwoAtOnceAreRefused() {
        assertProblem(get("/api/v1/links", "Authorization", "Basic YTpi"), 401, "INVALID_TOKEN");
        assertProblem(get("/api/v1/links", "Authorization", "Bearer " + TOKENS.token(USER, "user"), "X-Api-Key", "k"),
                401, "INVALID_TOKEN");
    }

    @Test
    void aKeyBecomesTheUsersTokenAndStaysHere() {
        String token = TOKENS.token(USER, claims -> claims.claim("tier", "free"));
        AtomicInteger exchanges = identityKnows("good-key", token, "key_1");
        for (int i = 0; i < 5; i++) {
            assertThat(get("/api/v1/links", "X-Api-Key", "good-key").statusCode()).isEqualTo(200);
        }
        assertThat(SHORTENER.lastHeaders()).doesNotContainKey("X-api-key");
        assertThat(SHORTENER.lastHeaders().get("Authorization")).containsExactly("Bearer " + token);
        assertThat(exchanges).hasValue(1);
        assertProblem(get("/api/v1/links", "X-Api-Key", "bad-key"), 401, "INVALID_TOKEN");
        assertProblem(get("/abcdefg", "X-Api-Key", "bad-key"), 401, "INVALID_TOKEN");
    }

    @Test
    void aRevokedKeyIsRefusedAsSoonAsTheNewsArrives() {
        identityKnows("soon-revoked", TOKENS.token(USER, "user"), "key_2");
        assertThat(get("/api/v1/links", "X-Api-Key", "soon-revoked").statusCode()).isEqualTo(200);
        await().atMost(5, SECONDS).untilAsserted(() -> {
            redis.convertAndSend(Revocations.CHANNEL, "key_2");
            assertProblem(get("/api/v1/links", "X-Api-Key", "soon-revoked"), 401, "INVALID_TOKEN");
        });
    }

    @Test
    void whenIdentityIsDownAKeyIsNeitherGoodNorBad() {
        IDENTITY.breakOff();
        assertProblem(get("/api/v1/links", "X-Api-Key", "never-seen"), 503, "SERVICE_UNAVAILABLE");
        assertThat(get("/api/v1/links", "Authorization", "Bearer " + TOKENS.token(USER, "user")).statusCode())
                .isEqualTo(200);
    }

    private static AtomicInteger identityKnows(String key, String token, String id) {
        AtomicInteger exchanges = new AtomicInteger();
        IDENTITY.behave(exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/internal/tokens" -> answer(exchange, 200,
                        "{\"access_token\":\"%s\",\"expires_in\":900}".formatted(TOKENS.service("gateway")));
                case "/internal/api-keys/exchange" -> {
                    if (!IDENTITY.lastBody().contains("\"" + key + "\"")) {
                        answer(exchange, 404, "{}");
                        return;
                    }
                    exchanges.incrementAndGet();
                    answer(exchange, 200, "{\"access_token\":\"%s\",\"expires_in\":300,\"api_key_id\":\"%s\"}"
                            .formatted(token, id));
                }
                default -> answer(exchange, 404, "{}");
            }
        });
        return exchanges;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws java.io.IOException {
        HostileUpstream.answer(exchange, status, "application/json", body);
    }
}
