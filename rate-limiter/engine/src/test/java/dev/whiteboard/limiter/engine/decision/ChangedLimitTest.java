package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

/** A limit that is changed while a client uses it neither starts anew nor locks the client out. */
@Servers(ServerKind.REDIS)
class ChangedLimitTest {
    private static final long MINUTE = 60_000_000;
    /** The beginning of a minute and of an hour. */
    private static final long NOW = 1_790_000_000_000_000L / (60 * MINUTE) * 60 * MINUTE;

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    @Promise("limiter.changed-limit-carries-over")
    void whatIsUsedStaysUsed(String name, Redis redis) {
        Rule rule = Nodes.rule("change-" + name, Nodes.of(name, 100, 60));
        try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(rule), Nodes.PATIENT, LimiterSettings.USUAL)) {
            RateLimiter limiter = nodes.limiter(0);
            assertThat(Nodes.admitted(limiter, NOW, 80)).isEqualTo(80);

            Rule raised = Nodes.changed(rule, Nodes.of(name, 200, 60));
            limiter.use(Nodes.book(raised));
            carriesOver(Nodes.admitted(limiter, NOW, 300), 120);

            Rule lowered = Nodes.changed(raised, Nodes.of(name, 50, 60));
            limiter.use(Nodes.book(lowered));
            Decision refused = Nodes.askAt(limiter, NOW, 1);
            assertThat(refused.allowed()).isFalse();
            long wait = refused.retryAfter().toNanos() / 1_000;
            assertThat(wait).isLessThanOrEqualTo(2 * MINUTE);
            limiter.use(Nodes.book(Nodes.changed(lowered, lowered.algorithm())));
            assertThat(Nodes.askAt(limiter, NOW + wait, 1).allowed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_counter"})
    @Promise("limiter.changed-limit-carries-over")
    void anotherWindowLengthDoesNotForgetEither(String name, Redis redis) {
        Rule rule = Nodes.rule("window-" + name, Nodes.of(name, 100, 3600));
        try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(rule), Nodes.PATIENT, LimiterSettings.USUAL)) {
            RateLimiter limiter = nodes.limiter(0);
            assertThat(Nodes.admitted(limiter, NOW, 100)).isEqualTo(100);
            limiter.use(Nodes.book(Nodes.changed(rule, Nodes.of(name, 100, 60))));
            Decision refused = Nodes.askAt(limiter, NOW + 1, 1);
            assertThat(refused.allowed()).isFalse();
            long wait = refused.retryAfter().toNanos() / 1_000;
            assertThat(wait).isLessThanOrEqualTo(2 * MINUTE);
            limiter.use(Nodes.book(Nodes.changed(Nodes.changed(rule, rule.algorithm()), Nodes.of(name, 100, 60))));
            assertThat(Nodes.askAt(limiter, NOW + 1 + wait, 1).allowed()).isTrue();
        }
    }

    @Test
    @Promise(value = "limiter.changed-limit-carries-over", naive = true)
    void aKeyThatNamesTheLimitForgetsEverything(Redis redis) {
        Toy.mustFail(1, () -> {
            try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(), Nodes.PATIENT, LimiterSettings.USUAL)) {
                long passed = 0;
                for (long limit : List.of(100L, 200L)) {
                    Rule named = Nodes.rule("toy-" + limit, Nodes.of("token_bucket", limit, 60));
                    nodes.use(Nodes.book(named));
                    passed = Nodes.admitted(nodes.limiter(0), NOW, limit == 100 ? 80 : 300);
                }
                carriesOver(passed, 120);
            }
        });
    }

    private static void carriesOver(long passed, long expected) {
        assertThat(passed).isEqualTo(expected);
    }
}
