package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** A request that one layer refuses leaves no trace in any other. */
@Servers(ServerKind.REDIS)
class AllOrNothingTest {
    private static final List<String> ALGORITHMS = List.of("token_bucket", "leaking_bucket", "fixed_window",
            "sliding_window_log", "sliding_window_counter");
    private static final long NOW = 1_790_000_000_500_000L;

    private RedisClient client;
    private RedisCommands<String, String> commands;

    @BeforeEach
    void connect(Redis redis) {
        client = RedisClient.create(redis.url());
        commands = client.connect().sync();
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    @Test
    @Promise("limiter.all-or-nothing")
    void aRefusalChangesNoLayer(Redis redis) {
        Random random = Seed.random("layers");
        try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(), Nodes.PATIENT, new LimiterSettings(1, 0, 1_000))) {
            RateLimiter limiter = nodes.limiter(0);
            int rounds = Scale.rounds(500);
            for (int round = 0; round < rounds; round++) {
                limiter.use(Nodes.book(tree(random, round)));
                long at = NOW;
                for (int call = 0; call < 40; call++) {
                    at += random.nextInt(400_000);
                    unchangedByARefusal(limiter, at, 1 + random.nextInt(2));
                }
                commands.flushdb();
            }
        }
    }

    private void unchangedByARefusal(RateLimiter limiter, long at, long cost) {
        Map<String, String> before = state();
        Decision decision = Nodes.askAt(limiter, at, cost);
        if (decision.allowed()) {
            assertThat(decision.layers()).allMatch(layer -> layer.fits() || layer.rule().shadow());
        } else {
            assertThat(state()).isEqualTo(before);
        }
    }

    private static Rule[] tree(Random random, int round) {
        List<Rule> rules = new ArrayList<>();
        int layers = 2 + random.nextInt(3);
        for (int i = 0; i < layers; i++) {
            Algorithm algorithm = Nodes.of(ALGORITHMS.get(random.nextInt(5)), 2 + random.nextInt(9),
                    1 + random.nextInt(9));
            KeyKind key = i == 0 ? KeyKind.GLOBAL : KeyKind.USER;
            rules.add(Nodes.rule("r" + round + "-" + i, algorithm, key, random.nextInt(5) == 0));
        }
        return rules.toArray(Rule[]::new);
    }

    @Test
    @Promise(value = "limiter.all-or-nothing", naive = true)
    void askingOneLayerAfterTheOtherChargesTheParents(Redis redis) {
        Rule parent = Nodes.rule("parent", Nodes.of("token_bucket", 100, 60));
        Rule child = Nodes.rule("child", Nodes.of("token_bucket", 1, 60));
        try (Nodes nodes = new Nodes(redis.url(), 2, Nodes.book(), Nodes.PATIENT, new LimiterSettings(1, 0, 1_000))) {
            nodes.limiter(0).use(Nodes.book(parent));
            nodes.limiter(1).use(Nodes.book(child));
            Toy.mustFail(2, () -> {
                Map<String, String> before = state();
                boolean allowed = Nodes.askAt(nodes.limiter(0), NOW, 1).allowed()
                        && Nodes.askAt(nodes.limiter(1), NOW, 1).allowed();
                if (!allowed) {
                    assertThat(state()).isEqualTo(before);
                }
            });
        }
    }

    @Test
    void aShadowLayerCountsWhatItAdmitsAndRefusesNothing(Redis redis) {
        Rule shadow = Nodes.rule("shadow", Nodes.of("fixed_window", 1, 60), KeyKind.USER, true);
        Rule real = Nodes.rule("real", Nodes.of("fixed_window", 3, 60));
        try (Nodes nodes = new Nodes(redis.url(), 1, Nodes.book(shadow, real), Nodes.PATIENT, LimiterSettings.USUAL)) {
            Decision first = Nodes.askAt(nodes.limiter(0), NOW, 1);
            Decision second = Nodes.askAt(nodes.limiter(0), NOW, 1);
            assertThat(first.layers()).allMatch(Layer::fits);
            assertThat(second.allowed()).isTrue();
            assertThat(second.layers().getFirst().fits()).isFalse();
            assertThat(second.binding().rule()).isEqualTo(real);
            assertThat(second.binding().standing().remaining()).isEqualTo(1);
        }
    }

    /** Every counter there is, as its bytes. */
    private Map<String, String> state() {
        Map<String, String> state = new HashMap<>();
        for (String key : commands.keys("limiter:*:{0}:*")) {
            state.put(key, commands.type(key).equals("zset")
                    ? commands.zrangeWithScores(key, 0, -1).toString()
                    : commands.get(key));
        }
        return state;
    }
}
