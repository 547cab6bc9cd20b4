package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import io.lettuce.core.RedisClient;

/** Whatever happens to Redis, a decision comes at once, by the rule's policy, and is exact again soon after. */
@Servers(ServerKind.REDIS)
class RedisTroubleTest {
    private static final Rule RULE = Nodes.rule("trouble", Nodes.of("token_bucket", 1_000_000, 60));
    private static final int CALLS = 400;
    /** The promise is 20 ms; the rest is what a busy machine takes to wake a thread. */
    private static final Duration SOON = Duration.ofMillis(25);

    private Nodes nodes;

    /** The ways in which Redis can fail to decide. */
    private enum Trouble {
        DOWN(redis -> redis.server().kill(), redis -> redis.server().start()), FROZEN(redis -> redis.server().suspend(),
                redis -> redis.server().resume()), READ_ONLY(redis -> command(redis, "REPLICAOF 127.0.0.1 1"),
                        redis -> command(redis, "REPLICAOF NO ONE")), OUT_OF_MEMORY(
                                redis -> command(redis, "CONFIG SET maxmemory 1"),
                                redis -> command(redis, "CONFIG SET maxmemory 0"));

        private final Consumer<Redis> begin;
        private final Consumer<Redis> end;

        Trouble(Consumer<Redis> begin, Consumer<Redis> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @ParameterizedTest
    @EnumSource
    @Promise("limiter.decides-without-redis")
    void aDecisionComesAtOnceByPolicyAndIsExactAgainWithinTwoSeconds(Trouble trouble, Redis redis) {
        start(redis, FailurePolicy.LOCAL);
        await().until(() -> Nodes.ask(nodes.limiter(0)).mode() == Mode.EXACT);
        trouble.begin.accept(redis);
        try {
            List<Long> took = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                long begun = System.nanoTime();
                Decision decision = Nodes.ask(nodes.limiter(0));
                took.add(System.nanoTime() - begun);
                assertThat(decision.allowed()).isTrue();
                assertThat(decision.mode()).isEqualTo(Mode.LOCAL);
            }
            fast(took);
            assertThat(nodes.link(0).isOpen()).isFalse();
        } finally {
            trouble.end.accept(redis);
        }
        await().atMost(Duration.ofSeconds(2)).until(() -> Nodes.ask(nodes.limiter(0)).mode() == Mode.EXACT);
    }

    @Test
    @Promise("limiter.decides-without-redis")
    void aCrowdHardlyNoticesThatRedisFreezes(Redis redis) {
        start(redis, FailurePolicy.LOCAL);
        redis.server().suspend();
        try {
            List<Long> took = Race.of(16).run(caller -> {
                List<Long> mine = new ArrayList<>();
                for (int i = 0; i < Scale.rounds(5_000); i++) {
                    long begun = System.nanoTime();
                    assertThat(Nodes.ask(nodes.limiter(0)).mode()).isEqualTo(Mode.LOCAL);
                    mine.add(System.nanoTime() - begun);
                }
                return mine;
            }).stream().flatMap(List::stream).toList();
            fast(took);
        } finally {
            redis.server().resume();
        }
    }

    @Test
    @Promise(value = "limiter.decides-without-redis", naive = true)
    void aClientThatWaitsForItsDriverDoesNot(Redis redis) {
        start(redis, FailurePolicy.LOCAL);
        RedisClient client = RedisClient.create(redis.url());
        var commands = client.connect();
        commands.setTimeout(Duration.ofMillis(500));
        redis.server().suspend();
        try {
            Toy.mustFail(1, () -> {
                long begun = System.nanoTime();
                try {
                    commands.sync().incr("toy");
                } catch (io.lettuce.core.RedisCommandTimeoutException open) {
                    fast(List.of(System.nanoTime() - begun));
                }
            });
        } finally {
            redis.server().resume();
            client.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPolicyDecidesInItsOwnWay(FailurePolicy policy, Redis redis) {
        start(redis, policy);
        redis.server().suspend();
        try {
            await().until(() -> !nodes.link(0).isOpen());
            Decision decision = Nodes.ask(nodes.limiter(0));
            assertThat(decision.mode().text()).isEqualTo(policy.text());
            assertThat(decision.allowed()).isEqualTo(policy != FailurePolicy.CLOSED);
        } finally {
            redis.server().resume();
        }
    }

    @Test
    @Promise("limiter.decides-without-redis")
    void theFirstCallAfterTheScriptCacheIsFlushedIsExact(Redis redis) {
        start(redis, FailurePolicy.CLOSED);
        for (int i = 0; i < 20; i++) {
            command(redis, "SCRIPT FLUSH");
            assertThat(Nodes.ask(nodes.limiter(0)).mode()).isEqualTo(Mode.EXACT);
        }
    }

    private void start(Redis redis, FailurePolicy policy) {
        nodes = new Nodes(redis.url(), 1, Nodes.book(Nodes.policy(RULE, policy)),
                policy == FailurePolicy.CLOSED ? Nodes.PATIENT : Duration.ofMillis(15), LimiterSettings.USUAL);
    }

    /** All but the worst of a hundred within the promise. */
    static void fast(List<Long> took) {
        List<Long> sorted = took.stream().sorted().toList();
        assertThat(Duration.ofNanos(sorted.get((int) (sorted.size() * 0.99)))).isLessThanOrEqualTo(SOON);
    }

    private static void command(Redis redis, String line) {
        command(redis.url(), line);
    }

    static void command(String url, String line) {
        RedisClient client = RedisClient.create(url);
        try {
            String[] words = line.split(" ");
            var arguments = new io.lettuce.core.protocol.CommandArgs<>(io.lettuce.core.codec.StringCodec.UTF8);
            for (int i = 1; i < words.length; i++) {
                arguments.add(words[i]);
            }
            client.connect().sync().dispatch(io.lettuce.core.protocol.CommandType.valueOf(words[0]),
                    new io.lettuce.core.output.StatusOutput<>(io.lettuce.core.codec.StringCodec.UTF8), arguments);
        } finally {
            client.shutdown();
        }
    }
}
