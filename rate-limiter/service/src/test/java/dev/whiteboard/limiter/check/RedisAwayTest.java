package dev.whiteboard.limiter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.limiter.support.Api;
import dev.whiteboard.limiter.support.LimiterTest;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.TestTokens;

/** The service while Redis is frozen, and after. */
@LimiterTest
class RedisAwayTest {
    @Autowired
    private Api api;
    private final String admin = TestTokens.instance().token("usr_admin", "user", "admin");

    @Test
    void checksGoByPolicyRulesCanBeChangedAndAreLiveWhenRedisIsBack(Redis redis) {
        await().until(() -> check("usr_7", "default").text("mode").equals("exact"));
        redis.server().suspend();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> check("usr_7", "default").text("mode").equals("local"));
            assertThat(check("usr_7", "default").json().path("allowed").asBoolean()).isTrue();
            assertThat(api.get("/admin/rate-limit/top", admin).status()).isEqualTo(503);
            assertThat(api.get("/api/v1/rate-limit/explain?client_id=usr_7&client_type=default&endpoint=/x", admin)
                    .text("mode")).isEqualTo("local");
            Map<String, Object> rule = Map.of("client_type", "away", "endpoint", "*", "max_requests", 1,
                    "window_seconds", 3_600);
            assertThat(api.post("/admin/rate-rules", rule, admin).status()).isEqualTo(201);
        } finally {
            redis.server().resume();
        }
        await().atMost(Duration.ofSeconds(4)).until(() -> check("usr_7", "default").text("mode").equals("exact")
                && check("c", "away").json().path("limit").asLong() == 1);
    }

    private Answer check(String client, String type) {
        return api.post("/api/v1/rate-limit/check",
                Map.of("client_id", client, "client_type", type, "endpoint", "/x"), admin);
    }
}
