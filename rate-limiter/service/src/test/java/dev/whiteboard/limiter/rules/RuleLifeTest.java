package dev.whiteboard.limiter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.limiter.support.Api;
import dev.whiteboard.limiter.support.LimiterTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;

/** A rule from its making to its end. */
@LimiterTest
class RuleLifeTest {
    private static final Duration LIVE = Duration.ofSeconds(2);

    @Autowired
    private Api api;
    private final String admin = TestTokens.instance().token("usr_admin", "user", "admin");
    private final String service = TestTokens.instance().service("gateway");

    @Test
    void aRuleIsMadeReadChangedListedAndDeletedAndLeavesItsHistory() {
        var made = api.post("/admin/rate-rules", rule("life", 100), admin);
        assertThat(made.status()).isEqualTo(201);
        String id = made.text("id");
        assertThat(made.json().path("version").asLong()).isEqualTo(1);
        assertThat(made.json().path("algorithm").asString()).isEqualTo("token_bucket");
        assertThat(made.json().path("burst").asLong()).isEqualTo(100);
        assertThat(made.json().path("on_redis_failure").asString()).isEqualTo("local");

        var changed = api.put("/admin/rate-rules/" + id, rule("life", 200), admin);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(api.get("/admin/rate-rules/" + id, admin).json().path("max_requests").asLong()).isEqualTo(200);

        assertThat(api.delete("/admin/rate-rules/" + id, admin).status()).isEqualTo(204);
        assertThat(api.get("/admin/rate-rules/" + id, admin).status()).isEqualTo(404);
        var history = api.get("/admin/rate-rules/" + id + "/history", admin).json().path("data");
        assertThat(history.valueStream().map(change -> change.path("action").asString()))
                .containsExactly("deleted", "changed", "created");
        assertThat(history.path(0).path("actor").asString()).isEqualTo("usr_admin");
        assertThat(history.path(1).path("rule").path("max_requests").asLong()).isEqualTo(200);
    }

    @Test
    @Promise("limiter.rules-are-live")
    void aNewRuleLimitsAndAChangedOneGoesOnFromWhatIsUsedWithinTwoSeconds() {
        String id = api.post("/admin/rate-rules", rule("live", 3), admin).text("id");
        await().atMost(LIVE).until(() -> check("live", "c1").json().path("rule_id").asString().equals(id));
        assertThat(check("live", "c1").json().path("allowed").asBoolean()).isTrue();
        assertThat(check("live", "c1").json().path("allowed").asBoolean()).isTrue();
        var refused = check("live", "c1").json();
        assertThat(refused.path("allowed").asBoolean()).isFalse();
        assertThat(refused.path("remaining").asLong()).isZero();
        assertThat(refused.path("retry_after").asLong()).isPositive();

        api.put("/admin/rate-rules/" + id, rule("live", 10), admin);
        await().atMost(LIVE).until(() -> check("live", "c1").json().path("limit").asLong() == 10);
        assertThat(check("live", "c1").json().path("remaining").asLong()).isBetween(1L, 6L);

        api.delete("/admin/rate-rules/" + id, admin);
        await().atMost(LIVE).until(() -> check("live", "c1").text("mode").equals("unlimited"));
    }

    @Test
    @Promise("limiter.rule-changed-once")
    void ofManyChangesToTheSameVersionOneWins() {
        String id = api.post("/admin/rate-rules", rule("race", 100), admin).text("id");
        List<Integer> statuses = Race.of(8).run(i -> api
                .conditional("PUT", "/admin/rate-rules/" + id, "\"1\"", rule("race", 200 + i), admin).status());
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(api.get("/admin/rate-rules/" + id, admin).json().path("version").asLong()).isEqualTo(2);
        assertThat(api.conditional("DELETE", "/admin/rate-rules/" + id, "\"1\"", Map.of(), admin).status())
                .isEqualTo(412);
    }

    @Test
    @Promise(value = "limiter.rule-changed-once", naive = true)
    void lookingAtTheVersionFirstAndChangingThenLetsSeveralWin() {
        Toy.mustFail(20, () -> {
            String id = api.post("/admin/rate-rules", rule("toy", 100), admin).text("id");
            List<Integer> statuses = Race.of(8).run(i -> {
                long version = api.get("/admin/rate-rules/" + id, admin).json().path("version").asLong();
                return version == 1 ? api.put("/admin/rate-rules/" + id, rule("toy", 200 + i), admin).status() : 412;
            });
            assertThat(statuses).containsOnlyOnce(200);
        });
    }

    @Test
    void theShippedRulesAreThereAndTheListPages() {
        var first = api.get("/admin/rate-rules?limit=2", admin).json();
        assertThat(first.path("data").size()).isEqualTo(2);
        assertThat(first.path("pagination").path("has_more").asBoolean()).isTrue();
        var next = api
                .get("/admin/rate-rules?limit=100&cursor=" + first.path("pagination").path("next_cursor").asString(),
                        admin)
                .json();
        assertThat(next.path("data").valueStream().map(rule -> rule.path("id").asString()))
                .contains("demo-paid", "demo-shorten");
    }

    private Answer check(String type, String client) {
        return api.post("/api/v1/rate-limit/check",
                Map.of("client_id", client, "client_type", type, "endpoint", "/api/v1/search"), service);
    }

    private static Map<String, Object> rule(String type, long requests) {
        return Map.of("client_type", type, "endpoint", "/api/v1/*", "max_requests", requests, "window_seconds", 3_600);
    }
}
