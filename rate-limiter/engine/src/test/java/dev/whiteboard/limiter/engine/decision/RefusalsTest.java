package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import io.lettuce.core.RedisClient;

/** A client that is refused again and again does not reach Redis. */
@Servers(ServerKind.REDIS)
class RefusalsTest {
    private static final Rule SLOW = Nodes.rule("attack", Nodes.of("token_bucket", 5, 3_600));

    @Test
    @Promise("limiter.hot-refusals-stay-local")
    void anAttackOnOneKeyCostsRedisAFewCalls(Redis redis) {
        try (Nodes nodes = nodes(redis, 50_000)) {
            long calls = attack(nodes, redis);
            fewCalls(calls);
            Decision refused = Nodes.ask(nodes.limiter(0));
            assertThat(refused.mode()).isEqualTo(Mode.CACHED);
            assertThat(refused.retryAfter()).isPositive();
            assertThat(RateLimitHeaders.of(refused, new java.util.Random(1))).containsKey("Retry-After");
        }
    }

    @Test
    @Promise(value = "limiter.hot-refusals-stay-local", naive = true)
    void withoutMemoryEveryCallReachesRedis(Redis redis) {
        try (Nodes nodes = nodes(redis, 0)) {
            Toy.mustFail(1, () -> fewCalls(attack(nodes, redis)));
        }
    }

    @Test
    void aChangedRuleForgetsRefusals(Redis redis) {
        Rule rule = Nodes.rule("forget", Nodes.of("fixed_window", 1, 3_600));
        try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(rule), Nodes.PATIENT, LimiterSettings.USUAL)) {
            Nodes.ask(nodes.limiter(0));
            assertThat(Nodes.ask(nodes.limiter(0)).allowed()).isFalse();
            nodes.use(Nodes.book(Nodes.changed(rule, Nodes.of("fixed_window", 2, 3_600))));
            assertThat(Nodes.ask(nodes.limiter(0)).allowed()).isTrue();
        }
    }

    private static Nodes nodes(Redis redis, long refusals) {
        return new Nodes(redis.url(), 1, Nodes.book(SLOW), Nodes.PATIENT, new LimiterSettings(1, refusals, 1_000));
    }

    private static void fewCalls(long calls) {
        assertThat(calls).isLessThanOrEqualTo(20);
    }

    private static long attack(Nodes nodes, Redis redis) {
        RedisClient client = RedisClient.create(redis.url());
        try {
            var commands = client.connect().sync();
            commands.configResetstat();
            for (int i = 0; i < Scale.rounds(10_000); i++) {
                Nodes.ask(nodes.limiter(0));
            }
            List<String> stats = commands.info("commandstats").lines()
                    .filter(line -> line.startsWith("cmdstat_evalsha:")).toList();
            return stats.isEmpty() ? 0 : Long.parseLong(stats.getFirst().replaceAll(".*?:calls=(\\d+),.*", "$1"));
        } finally {
            client.shutdown();
        }
    }
}
