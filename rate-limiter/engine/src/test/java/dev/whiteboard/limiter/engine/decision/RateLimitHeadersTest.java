package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.algorithm.Standing;
import dev.whiteboard.limiter.engine.rule.Bound;
import dev.whiteboard.testkit.Promise;

/** What a client is told. */
class RateLimitHeadersTest {
    private static final long NOW = 1_790_000_000_400_000L;

    @Test
    void aDecisionIsToldInOldAndNewHeaders() {
        Map<String, String> headers = RateLimitHeaders
                .of(decision(layer("minute", 60, true, new Standing(59, 1_000_000, 0, 0)),
                        layer("hour", 3_600, true, new Standing(7, 90_000_000, 0, 0))), new Random(1));
        assertThat(headers).containsExactly(Map.entry("X-RateLimit-Mode", "exact"),
                Map.entry("X-RateLimit-Limit", "60"),
                Map.entry("X-RateLimit-Remaining", "7"), Map.entry("X-RateLimit-Reset", "1790000091"),
                Map.entry("RateLimit-Policy", "\"minute\";q=60;w=60, \"hour\";q=60;w=3600"),
                Map.entry("RateLimit", "\"minute\";r=59;t=1, \"hour\";r=7;t=90"));
    }

    @Test
    @Promise("limiter.retry-after-is-jittered")
    void aRefusalSaysWhenToComeBackNeverTooEarlyAndNotToAllTheSame() {
        Decision refused = decision(layer("minute", 60, false, new Standing(0, 60_000_000, 29_000_001, 0)));
        Random random = new Random(1);
        List<Long> told = IntStream.range(0, 1_000)
                .mapToObj(i -> Long.parseLong(RateLimitHeaders.of(refused, random).get("Retry-After"))).toList();
        assertThat(told).allMatch(seconds -> seconds >= 30 && seconds <= 36);
        assertThat(told.stream().distinct().count()).isGreaterThan(4);
    }

    @Test
    void aCostThatNeverFitsHasNoTimeToComeBack() {
        Decision never = decision(layer("minute", 60, false, new Standing(60, 0, Decision.NEVER, 0)));
        assertThat(never.retryAfter()).isNull();
        assertThat(RateLimitHeaders.of(never, new Random(1))).doesNotContainKey("Retry-After");
    }

    @Test
    void whatNoRuleBindsSaysSoAndNothingElse() {
        assertThat(RateLimitHeaders.of(Decision.UNLIMITED, new Random(1))).containsOnlyKeys("X-RateLimit-Mode");
    }

    private static Layer layer(String id, long window, boolean fits, Standing standing) {
        return new Layer(new Bound(Nodes.rule(id, Nodes.of("token_bucket", 60, window)), "c"), fits, standing,
                Mode.EXACT);
    }

    private static Decision decision(Layer... layers) {
        return new Decision(List.of(layers).stream().allMatch(Layer::fits), Mode.EXACT, NOW, List.of(layers));
    }
}
