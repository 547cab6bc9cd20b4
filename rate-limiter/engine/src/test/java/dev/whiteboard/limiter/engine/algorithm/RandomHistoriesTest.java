package dev.whiteboard.limiter.engine.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.limiter.engine.oracle.Admitted;
import dev.whiteboard.limiter.engine.oracle.Arrival;
import dev.whiteboard.limiter.engine.oracle.Bound;
import dev.whiteboard.limiter.engine.oracle.History;
import dev.whiteboard.limiter.engine.oracle.Model;
import dev.whiteboard.limiter.engine.redis.ScriptBench;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

/** Whatever comes in, what passes is what the algorithm's definition says, no more and no less. */
@Servers(ServerKind.REDIS)
class RandomHistoriesTest {
    private static final int CALLS = 300;
    private static ScriptBench bench;

    @BeforeAll
    static void open(Redis redis) {
        bench = new ScriptBench(redis.url());
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    @Promise("limiter.within-the-published-bound")
    void whatPassesStaysWithinThePublishedBoundAndIsExactlyWhatTheModelAdmits(String name) {
        Random random = Seed.random("histories " + name);
        int rounds = Scale.rounds(500);
        for (int round = 0; round < rounds; round++) {
            History history = History.random(name, random, CALLS);
            Model model = Model.of(history.algorithm());
            String key = "test:{0}:" + name + round;
            List<Look> looks = bench.take(history.algorithm(), key, history.arrivals());
            List<Admitted> admitted = new ArrayList<>();
            for (int i = 0; i < looks.size(); i++) {
                Arrival arrival = history.arrivals().get(i);
                assertThat(looks.get(i).fits()).as("round %d, call %d of %s", round, i, history.algorithm())
                        .isEqualTo(model.admit(arrival.at(), arrival.cost()));
                if (looks.get(i).fits()) {
                    long delay = history.algorithm().standing(looks.get(i), arrival.cost()).delay();
                    admitted.add(new Admitted(arrival.at(), arrival.cost(), delay));
                }
            }
            Bound.holds(history.algorithm(), admitted);
            bench.connection().sync().del(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    @Promise("limiter.retry-after-is-exact")
    void aRefusedRequestFitsAtItsRetryInstantAndNotAMicrosecondBefore(String name) {
        Random random = Seed.random("retries " + name);
        int rounds = Scale.rounds(500);
        for (int round = 0; round < rounds; round++) {
            History history = History.random(name, random, 60);
            String key = "test:{0}:retry:" + name + round;
            for (Arrival arrival : history.arrivals()) {
                Look look = bench.take(history.algorithm(), key, arrival.at(), arrival.cost());
                if (!look.fits()) {
                    long retry = arrival.at() + history.algorithm().standing(look, arrival.cost()).retry();
                    assertThat(bench.take(history.algorithm(), key, retry - 1, arrival.cost()).fits()).isFalse();
                    assertThat(bench.take(history.algorithm(), key, retry, arrival.cost()).fits())
                            .as("%s at %s, %s", history.algorithm(), arrival, look).isTrue();
                    break;
                }
            }
            bench.connection().sync().del(key);
        }
    }

    @Test
    @Promise(value = "limiter.within-the-published-bound", naive = true)
    void aBucketThatCountsWholeSecondsLetsTwoBurstsThroughAtTheBorder() {
        Toy.mustFail(1, () -> {
            WholeSecondBucket bucket = new WholeSecondBucket(10, 10);
            List<Admitted> admitted = new ArrayList<>();
            for (long at : new long[]{999_999, 1_000_001}) {
                for (int i = 0; i < 20; i++) {
                    if (bucket.admit(at, 1)) {
                        admitted.add(new Admitted(at, 1, 0));
                    }
                }
            }
            Bound.slope(admitted, 10, 1_000_000, 10);
        });
    }

    /** A bucket that refills by whole seconds, as a clock without fractions makes it. */
    private static final class WholeSecondBucket implements Model {
        private final long rate;
        private final long burst;
        private long level;
        private long second;

        WholeSecondBucket(long rate, long burst) {
            this.rate = rate;
            this.burst = burst;
            this.level = burst;
        }

        @Override
        public boolean admit(long now, long cost) {
            level = Math.min(burst, level + (now / 1_000_000 - second) * rate);
            second = now / 1_000_000;
            if (level < cost) {
                return false;
            }
            level -= cost;
            return true;
        }
    }
}
