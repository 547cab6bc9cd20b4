package dev.whiteboard.limiter.engine.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.limiter.engine.oracle.Model;
import dev.whiteboard.limiter.engine.redis.ScriptBench;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

/** Redis's clock steps back by five seconds: nobody waits longer by more than those, nor by more than the algorithm remembers. */
@Servers(ServerKind.REDIS)
class ClockStepTest {
    private static final long STEP = 5_000_000;
    private static final long BEGIN = 1_790_000_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    @Promise("limiter.clock-step")
    void aStepBackDelaysAClientByNoMoreThanTheStep(String name, Redis redis) {
        Random random = Seed.random("steps " + name);
        try (ScriptBench bench = new ScriptBench(redis.url())) {
            for (int round = 0; round < Scale.rounds(300); round++) {
                Algorithm algorithm = Algorithm.named(name,
                        Quota.of(1 + random.nextInt(20), Duration.ofSeconds(1 + random.nextInt(20))), 5);
                String key = "test:{0}:step:" + name + round;
                long window = algorithm.quota().window().toSeconds() * 1_000_000;
                long before = BEGIN + random.nextLong(20_000_000);
                drain((at, cost) -> bench.take(algorithm, key, at, cost).fits(), before);
                long usual = algorithm.standing(bench.take(algorithm, key, before, 1), 1).retry();
                long after = before - STEP;
                Look refused = bench.take(algorithm, key, after, 1);
                long wait = refused.fits() ? 0 : algorithm.standing(refused, 1).retry();
                waitsNoLonger(wait, usual, forgets(algorithm, window));
                assertThat(bench.take(algorithm, key, after + wait, 1).fits()).isTrue();
                grantsNothingTwice(algorithm, bench, key, after + wait, window);
                bench.connection().sync().del(key);
            }
        }
    }

    /** From the step on, by the stepped clock, one window holds what a window may hold. */
    private static void grantsNothingTwice(Algorithm algorithm, ScriptBench bench, String key, long from, long window) {
        long passed = 0;
        for (long at = from; at < from + window; at += Math.max(1, window / 50)) {
            passed += bench.take(algorithm, key, at, 1).fits() ? 1 : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(2 * Math.max(algorithm.capacity(), algorithm.quota().requests()));
    }

    @Test
    @Promise(value = "limiter.clock-step", naive = true)
    void aBucketThatTrustsTheClockRefillsBackwards() {
        Toy.mustFail(1, () -> {
            List<Long> state = new ArrayList<>(List.of(10L * 1_000_000, BEGIN));
            Model naive = (now, cost) -> {
                long level = Math.min(10_000_000, state.get(0) + (now - state.get(1)) * 10);
                state.set(0, level);
                state.set(1, now);
                if (level < 1_000_000) {
                    return false;
                }
                state.set(0, level - 1_000_000);
                return true;
            };
            drain(naive, BEGIN);
            long at = BEGIN - STEP;
            long from = at;
            while (!naive.admit(at, 1)) {
                at += 10_000;
            }
            waitsNoLonger(at - from, 100_000, 1_000_000);
        });
    }

    private static void drain(Model model, long at) {
        for (int i = 0; i < 25; i++) {
            model.admit(at, 1);
        }
    }

    /** After how long an algorithm has forgotten everything. */
    private static long forgets(Algorithm algorithm, long window) {
        return switch (algorithm) {
            case TokenBucket bucket -> window * bucket.burst() / bucket.quota().requests() + 1;
            case LeakingBucket bucket -> window * bucket.burst() / bucket.quota().requests() + 1;
            case SlidingWindowCounter counter -> 2 * window;
            case FixedWindow fixed -> window;
            case SlidingWindowLog log -> window;
        };
    }

    private static void waitsNoLonger(long wait, long usual, long forgets) {
        assertThat(wait).isLessThanOrEqualTo(usual + Math.min(STEP, forgets));
    }
}
