package dev.whiteboard.limiter.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.node.NodeSettings;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import dev.whiteboard.limiter.support.Api;
import dev.whiteboard.limiter.support.LimiterTest;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.TestTokens;

/** What is published is what the database says, whatever Redis has forgotten. */
@LimiterTest
class RulePublisherTest {
    private static final Duration LIVE = Duration.ofSeconds(2);

    @Autowired
    private Api api;
    private final String admin = TestTokens.instance().token("usr_admin", "user", "admin");

    @Test
    @Promise("limiter.rules-outlive-redis")
    void aRedisThatCameBackEmptyHasTheRulesAgainWithinTwoSecondsAlsoForANodeThatStartsThen(Redis redis) {
        String id = api.post("/admin/rate-rules", Map.of("client_type", "survivor", "endpoint", "*", "max_requests", 7,
                "window_seconds", 3_600), admin).text("id");
        try (LimiterNode gateway = node(redis, "before")) {
            await().atMost(LIVE).until(() -> knows(gateway, id));
            redis.server().kill();
            redis.server().start();
            assertThat(knows(gateway, id)).as("the last rules stay in force").isTrue();
            try (LimiterNode late = node(redis, "after")) {
                await().atMost(LIVE.plusSeconds(2)).until(() -> knows(late, id) && late.isExact());
            }
            assertThat(knows(gateway, id)).isTrue();
        }
    }

    private static boolean knows(LimiterNode node, String id) {
        return node.limiter().rules().rules().stream().anyMatch(rule -> rule.id().equals(id));
    }

    private static LimiterNode node(Redis redis, String name) {
        return new LimiterNode(NodeSettings.of(redis.url(), name, RuleSet.STRICT.book()), Clock.systemUTC(),
                (path, decision, nanos) -> {});
    }
}
