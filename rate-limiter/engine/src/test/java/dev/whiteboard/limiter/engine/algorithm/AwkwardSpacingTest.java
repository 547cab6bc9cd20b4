package dev.whiteboard.limiter.engine.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.oracle.Arrival;
import dev.whiteboard.limiter.engine.oracle.Model;
import dev.whiteboard.limiter.engine.redis.ScriptBench;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

/** Nothing is lost to rounding: a call every 70 ms at 10 per second passes ten times a second, for ever. */
@Servers(ServerKind.REDIS)
class AwkwardSpacingTest {
    private static final TokenBucket TEN_A_SECOND = new TokenBucket(Quota.of(10, Duration.ofSeconds(1)));
    private static final long BEGIN = 1_790_000_000_000_000L;
    private static final int CALLS = 20_000;

    @Test
    @Promise("limiter.no-under-admission")
    void aCallEverySeventyMillisecondsPassesAsOftenAsTheRateSays(Redis redis) {
        int calls = Scale.rounds(CALLS);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            arrivals.add(new Arrival(BEGIN + i * 70_000L, 1));
        }
        try (ScriptBench bench = new ScriptBench(redis.url())) {
            List<Look> looks = bench.take(TEN_A_SECOND, "test:{0}:seventy", arrivals);
            conserves(calls, looks.stream().filter(Look::fits).count());
        }
    }

    @Test
    @Promise("limiter.no-under-admission")
    void aThirdOfAMillionthIsNotLostEither(Redis redis) {
        TokenBucket thirds = new TokenBucket(Quota.of(3, Duration.ofSeconds(1)), 1);
        Model model = Model.of(thirds);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < Scale.rounds(CALLS); i++) {
            arrivals.add(new Arrival(BEGIN + i * 333_333L, 1));
        }
        try (ScriptBench bench = new ScriptBench(redis.url())) {
            List<Look> looks = bench.take(thirds, "test:{0}:thirds", arrivals);
            for (int i = 0; i < looks.size(); i++) {
                assertThat(looks.get(i).fits()).isEqualTo(model.admit(arrivals.get(i).at(), 1));
            }
        }
    }

    @Test
    @Promise(value = "limiter.no-under-admission", naive = true)
    void aBucketThatForgetsFractionsOfATokenPassesSevenASecond() {
        Toy.mustFail(1, () -> {
            long level = 10;
            long last = 0;
            int passed = 0;
            for (int i = 0; i < CALLS; i++) {
                long now = i * 70L;
                level = Math.min(10, level + (now - last) * 10 / 1_000);
                last = now;
                if (level > 0) {
                    level--;
                    passed++;
                }
            }
            conserves(CALLS, passed);
        });
    }

    private static void conserves(int calls, long passed) {
        long earned = 10 + (calls - 1) * 70L * 10 / 1_000;
        assertThat(passed).isBetween(earned - 1, earned);
    }
}
