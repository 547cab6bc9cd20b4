package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** Four processes with 64 callers each ask for the same key at the same moment. */
@Servers(ServerKind.REDIS)
class SeparateProcessesTest {
    private static final int PROCESSES = 4;
    private static final int CALLERS = 64;
    private static final int EACH = 10;
    private static final long LIMIT = 500;
    private static final String START = "start";

    /** One of the processes: says when it is ready, waits for the others, asks, and says how many passed. */
    static final class Process {
        private Process() {}

        public static void main(String[] arguments) {
            RedisClient client = RedisClient.create(arguments[0]);
            RedisCommands<String, String> commands = client.connect().sync();
            AtomicLong elsewhere = new AtomicLong();
            try (Nodes nodes = new Nodes(arguments[0], 1,
                    Nodes.book(Nodes.rule("processes", Nodes.of("token_bucket", LIMIT, 3_600))), Nodes.PATIENT,
                    new LimiterSettings(1, 0, 1_000))) {
                System.out.println("ready");
                commands.blpop(60, START);
                long passed = Race.of(CALLERS).run(caller -> {
                    long mine = 0;
                    for (int i = 0; i < EACH; i++) {
                        Decision decision = Nodes.ask(nodes.limiter(0));
                        mine += decision.allowed() ? 1 : 0;
                        elsewhere.addAndGet(decision.mode() == Mode.EXACT ? 0 : 1);
                    }
                    return mine;
                }).stream().mapToLong(mine -> mine).sum();
                System.out.println("passed " + passed + " elsewhere " + elsewhere + " done");
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    @Promise("limiter.exact-across-nodes")
    void exactlyTheLimitPassesThroughFourProcesses(Redis redis) {
        List<ForkedJvm> processes = new ArrayList<>();
        RedisClient client = RedisClient.create(redis.url());
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(ForkedJvm.of(Process.class).arguments(redis.url()).start());
            }
            processes.forEach(process -> process.awaitLog("ready", Duration.ofSeconds(60)));
            client.connect().sync().rpush(START, "now", "now", "now", "now");
            long passed = 0;
            for (ForkedJvm process : processes) {
                String log = process.awaitLog(" done", Duration.ofSeconds(60)).log();
                String[] words = log.substring(log.lastIndexOf("passed ")).split(" ");
                assertThat(words[3]).as("decisions that Redis did not make").isEqualTo("0");
                passed += Long.parseLong(words[1]);
            }
            assertThat(passed).isEqualTo(LIMIT);
        } finally {
            processes.forEach(ForkedJvm::close);
            client.shutdown();
        }
    }
}
