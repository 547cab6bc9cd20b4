package dev.whiteboard.limiter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.limiter.support.Api;
import dev.whiteboard.limiter.support.LimiterTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.TestTokens;

/** Checks, explanations and the list of the most limited. */
@LimiterTest
class CheckTest {
    @Autowired
    private Api api;
    private final String admin = TestTokens.instance().token("usr_admin", "user", "admin");

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    void everyAlgorithmAdmitsItsLimitAndRefusesTheNext(String algorithm) {
        String type = "check-" + algorithm;
        rule(Map.of("client_type", type, "endpoint", "/api/v1/search", "max_requests", 5, "window_seconds", 86_400,
                "algorithm", algorithm), type);
        for (int i = 0; i < 5; i++) {
            var answer = check("c", type, 1).json();
            assertThat(answer.path("allowed").asBoolean()).isTrue();
            assertThat(answer.path("limit").asLong()).isEqualTo(5);
            assertThat(answer.path("remaining").asLong()).isEqualTo(4 - i);
            assertThat(answer.path("retry_after").asLong()).isZero();
            assertThat(answer.path("mode").asString()).isEqualTo("exact");
        }
        var refused = check("c", type, 1).json();
        assertThat(refused.path("allowed").asBoolean()).isFalse();
        assertThat(refused.path("retry_after").asLong()).isPositive();
        assertThat(refused.path("reset").asLong()).isGreaterThan(1_700_000_000L);
        assertThat(check("somebody else", type, 1).status()).isEqualTo(422);
        assertThat(check("somebody-else", type, 1).json().path("allowed").asBoolean()).isTrue();
    }

    @Test
    void aCostCountsForThatManyAndOneThatNeverFitsSaysSo() {
        rule(Map.of("client_type", "cost", "endpoint", "*", "max_requests", 10, "window_seconds", 86_400), "cost");
        assertThat(check("c", "cost", 8).json().path("remaining").asLong()).isEqualTo(2);
        assertThat(check("c", "cost", 3).json().path("allowed").asBoolean()).isFalse();
        assertThat(check("c", "cost", 2).json().path("allowed").asBoolean()).isTrue();
        var never = check("d", "cost", 11).json();
        assertThat(never.path("allowed").asBoolean()).isFalse();
        assertThat(never.path("retry_after").isNull()).isTrue();
    }

    @Test
    void aRefusalIsExplainedAndReported() {
        String id = rule(Map.of("client_type", "why", "endpoint", "/api/v1/search", "max_requests", 1, "window_seconds",
                86_400), "why");
        check("mallory", "why", 1);
        check("mallory", "why", 1);
        var why = api.get("/api/v1/rate-limit/explain?client_id=mallory&client_type=why&endpoint=/api/v1/search", admin)
                .json();
        assertThat(why.path("allowed").asBoolean()).isFalse();
        assertThat(why.path("rules").path(0).path("rule_id").asString()).isEqualTo(id);
        assertThat(why.path("rules").path(0).path("remaining").asLong()).isZero();
        assertThat(why.path("next_allowed_at").asString()).isNotEmpty();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var top = api.get("/admin/rate-limit/top", admin).json().path("data");
            assertThat(top.valueStream().map(row -> row.path("client_id").asString())).contains("mallory");
            var again = api.get("/api/v1/rate-limit/explain?client_id=mallory&client_type=why&endpoint=/api/v1/search",
                    admin).json();
            assertThat(again.path("last_denials").path(0).path("rule_id").asString()).isEqualTo(id);
        });
    }

    @ParameterizedTest
    @CsvSource({"usr_1,default,6000", "203.0.113.9,default,3000", "key_1,free_tier,6000", "key_2,paid_tier,60000"})
    void theDemoRulesBindEveryKindOfClient(String client, String type, long limit) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(
                () -> assertThat(check(client, type, 1).json().path("limit").asLong()).isEqualTo(limit));
    }

    @Test
    void badChecksAreRefused() {
        assertThat(check("x".repeat(10_000), "default", 1).status()).isEqualTo(422);
        assertThat(check("", "default", 1).status()).isEqualTo(422);
        assertThat(check("c", "", 1).status()).isEqualTo(422);
        assertThat(check("c", "default", 0).status()).isEqualTo(422);
        assertThat(check("c", "default", -1).status()).isEqualTo(422);
        assertThat(check("c", "default", 1_000_000_000_000L).status()).isEqualTo(422);
        assertThat(api.post("/api/v1/rate-limit/check", Map.of("client_id", "c"), admin).status()).isEqualTo(400);
        String user = TestTokens.instance().token("usr_1", "user");
        Map<String, Object> good = Map.of("client_id", "c", "client_type", "default", "endpoint", "/x");
        assertThat(api.post("/api/v1/rate-limit/check", good, user).status()).isEqualTo(403);
        assertThat(api.send("POST", "/api/v1/rate-limit/check", "{}", null).status()).isEqualTo(401);
        assertThat(api.get("/api/v1/rate-limit/explain?client_id=c&client_type=d&endpoint=/x", user).status())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/rate-limit/explain?client_id=c", admin).status()).isEqualTo(400);
    }

    private String rule(Map<String, Object> rule, String type) {
        var made = api.post("/admin/rate-rules", rule, admin);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(2)).until(
                () -> api.get(
                        "/api/v1/rate-limit/explain?client_id=nobody&client_type=" + type + "&endpoint=/api/v1/search",
                        admin).json().path("rules").size() == 1);
        return made.text("id");
    }

    private Answer check(String client, String type, long cost) {
        Map<String, Object> body = new HashMap<>(Map.of("client_id", client, "client_type", type, "endpoint",
                "/api/v1/search"));
        if (cost != 1) {
            body.put("cost", cost);
        }
        return api.post("/api/v1/rate-limit/check", body, admin);
    }
}
