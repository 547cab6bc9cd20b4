package dev.whiteboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentityTest
class OutageTest {
    private static final Duration BOUND = Duration.ofSeconds(6);

    @Autowired
    private Api api;

    @Test
    @Promise("identity.postgres-frozen-503")
    void whileTheDatabaseHangsTheAnswerIs503WithinABound(Postgres postgres) {
        var user = api.register();
        postgres.server().suspend();
        try {
            var answers = Race.of(24).run(i -> timed(() -> switch (i % 3) {
                case 0 -> api.login(user.username(), "correct horse");
                case 1 -> api.refresh(user.refreshToken());
                default -> api.get("/api/v1/users/me", user.accessToken());
            }));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.answer().status()).isEqualTo(503);
                assertThat(answer.answer().code()).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(answer.answer().headers().firstValue("retry-after")).isPresent();
                assertThat(answer.took()).isLessThan(BOUND);
            });
            assertThat(api.send("GET", "/.well-known/jwks.json", null, null).status()).isEqualTo(200);
            assertThat(serviceToken().status()).isEqualTo(200);
        } finally {
            postgres.server().resume();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.refresh(user.refreshToken()).status()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.login(user.username(), "correct horse").status()).isEqualTo(200));
    }

    @Test
    @Promise("identity.kafka-redis-away")
    void withoutKafkaAndRedisEverythingGoesOn(Kafka kafka, Redis redis) {
        kafka.server().suspend();
        redis.server().suspend();
        try {
            var user = api.register();
            var made = api.post("/api/v1/api-keys", Map.of("name", "ci", "tier", "free"), user.accessToken());
            List<Supplier<Answer>> calls = List.of(() -> api.login(user.username(), "correct horse"),
                    () -> api.refresh(user.refreshToken()), () -> api.get("/api/v1/users/me", user.accessToken()),
                    () -> api.send("DELETE", "/api/v1/api-keys/" + made.text("id"), null,
                            "Bearer " + user.accessToken()),
                    () -> api.post("/internal/api-keys/exchange", Map.of("api_key", made.text("api_key")),
                            serviceToken().text("access_token")));

            var answers = calls.stream().map(call -> timed(call)).toList();

            assertThat(answers).extracting(timed -> timed.answer().status())
                    .containsExactly(200, 200, 200, 204, 404);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.took()).isLessThan(Duration.ofSeconds(2)));
        } finally {
            kafka.server().resume();
            redis.server().resume();
        }
    }

    private record Timed(Answer answer, Duration took) {}

    private static Timed timed(Supplier<Answer> call) {
        long begin = System.nanoTime();
        var answer = call.get();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Answer serviceToken() {
        return api.send("POST", "/internal/tokens", null,
                "Basic " + Base64.getEncoder().encodeToString("gateway:gateway-secret".getBytes()));
    }
}
