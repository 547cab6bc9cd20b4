package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** Four nodes, whose clocks are up to two minutes apart, with 64 callers each and one key. */
@Servers(ServerKind.REDIS)
class FourNodesOneKeyTest {
    private static final int NODES = 4;
    private static final int CALLERS = 64;
    private static final int EACH = 5;
    private static final long LIMIT = 500;
    private static final long NOW = 1_790_000_000_500_000L;

    @ParameterizedTest
    @ValueSource(strings = {"token_bucket", "leaking_bucket", "fixed_window", "sliding_window_log",
        "sliding_window_counter"})
    @Promise("limiter.exact-across-nodes")
    void exactlyTheLimitPasses(String algorithm, Redis redis) {
        LimiterSettings settings = new LimiterSettings(1, 0, 1_000);
        try (Nodes nodes = new Nodes(redis.url(), NODES, Nodes.book(), Nodes.PATIENT, settings)) {
            for (int round = 0; round < Math.max(3, Scale.rounds(30) / 20); round++) {
                nodes.use(Nodes.book(Nodes.rule(algorithm + round, Nodes.of(algorithm, LIMIT, 60))));
                long passed = crowd(i -> Nodes.admitted(nodes.limiter(i % NODES), NOW, EACH));
                exact(passed);
            }
        }
    }

    @Test
    @Promise(value = "limiter.exact-across-nodes", naive = true)
    void readingAndWritingInTwoStepsLetsMoreThrough(Redis redis) {
        RedisClient client = RedisClient.create(redis.url());
        try {
            RedisCommands<String, String> commands = client.connect().sync();
            Toy.mustFail(20, () -> {
                commands.set("toy", "0");
                exact(crowd(i -> {
                    long passed = 0;
                    for (int call = 0; call < EACH; call++) {
                        long count = Long.parseLong(commands.get("toy"));
                        if (count < LIMIT) {
                            commands.set("toy", Long.toString(count + 1));
                            passed++;
                        }
                    }
                    return passed;
                }));
            });
        } finally {
            client.shutdown();
        }
    }

    private static long crowd(Race.Contestant<Long> caller) {
        return Race.of(NODES * CALLERS).run(caller).stream().mapToLong(passed -> passed).sum();
    }

    private static void exact(long passed) {
        assertThat(passed).isEqualTo(LIMIT);
    }
}
