package dev.whiteboard.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.storage.Storage.Answer;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, killed at each step of an upload and of collection; then a node goes on. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String[] POINTS = {"chunk.noted:4", "chunk.stored:5", "upload.committing:3",
        "upload.committed:2", "object.deleted"};

    private static final Map<String, String> COLLECTING = Map.of("whiteboard.collector.every", "200ms",
            "whiteboard.collector.grace", "0s", "whiteboard.uploads.sweep-every", "1s");

    private final Random random = Seed.random("crash");
    private final Map<String, byte[]> acknowledged = new LinkedHashMap<>();
    private int port;

    @Test
    @Promise("storage.acknowledged-survives-kill")
    void aKillAtAnyStepLosesNothingThatWasAcknowledged(TestEnvironment environment, TestTokens tokens,
            DatabaseClock clock, DataSource dataSource) {
        port = Ports.free(1_000, 2_000);
        Storage.User alice = new Storage("http://127.0.0.1:" + port, tokens, null).user("crash");
        for (String point : POINTS) {
            workUntilKilled(plan(environment, tokens).crashAt(point), turn -> tryOne(alice, turn));
        }
        try (Nodes nodes = Storage.nodes(environment, tokens, COLLECTING)) {
            Storage.User after = Storage.start(nodes, tokens, Map.of()).user("crash");
            everyAcknowledgedByteIsThere(after);
            assertThat(acknowledged.size()).isGreaterThan(POINTS.length);
            clock.advance(Duration.ofDays(2));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(after.reserved()).isZero());
            assertThat(after.used()).isEqualTo(JdbcClient.create(dataSource)
                    .sql("select sum(size) from node where owner_id = :user").param("user", after.id())
                    .query(Long.class).single());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(JdbcClient.create(dataSource)
                    .sql("select count(*) from loose_object").query(Integer.class).single()).isZero());
            everyAcknowledgedByteIsThere(after);
        } finally {
            clock.reset();
        }
    }

    @Test
    @Promise(value = "storage.acknowledged-survives-kill", naive = true)
    void whoAnswersBeforeItIsOnTheDiskLosesWhatWasAcknowledged(TestTokens tokens, @TempDir Path folder) {
        port = Ports.free(1_000, 2_000);
        Storage.User alice = new Storage("http://127.0.0.1:" + port, tokens, null).user("crash");
        ForkedJvm.Plan hasty = ForkedJvm.of(HastyFiles.class).arguments(Integer.toString(port), folder.toString());
        workUntilKilled(hasty.crashAt("hasty.answered:20"), turn -> save(alice, new byte[]{(byte) turn}));
        try (ForkedJvm process = ForkedJvm.of(HastyFiles.class).arguments(Integer.toString(port), folder.toString())
                .start()) {
            process.awaitOk(readyUrl(), START);
            Toy.mustFail(1, () -> everyAcknowledgedByteIsThere(alice));
        }
    }

    private void workUntilKilled(ForkedJvm.Plan plan, IntConsumer work) {
        try (ForkedJvm process = plan.start()) {
            await().atMost(START).until(() -> !process.isAlive() || ready());
            for (int turn = 0; process.isAlive() && turn < 200; turn++) {
                work.accept(turn);
            }
            assertThat(process.awaitExit(Duration.ofSeconds(30))).as(process.log()).isEqualTo(ForkedJvm.KILLED);
        }
    }

    private void everyAcknowledgedByteIsThere(Storage.User user) {
        acknowledged.forEach((id, bytes) -> assertThat(user.get("/api/v1/files/" + id + "/content"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.bytes()).isEqualTo(bytes)));
    }

    private void save(Storage.User user, byte[] bytes) {
        try {
            acknowledged.put(user.put("f" + random.nextLong(), bytes, "").ok().json().get("file_id").asString(), bytes);
        } catch (UncheckedIOException killed) {
            // What was not acknowledged is not promised.
        }
    }

    /** Whole, or by chunks and a completion that is repeated until it is answered; some are erased, so that there is something to collect. */
    private void tryOne(Storage.User alice, int turn) {
        byte[] bytes = new byte[3_000 + random.nextInt(3_000)];
        random.nextBytes(bytes);
        String name = "f" + random.nextLong();
        try {
            Answer answer = turn % 2 == 0 ? alice.put(name, bytes, "") : alice.upload(name, bytes, 1_000, null, "root");
            JsonNode committed = answer.ok().json();
            String id = committed.get("file_id").asString();
            if (turn % 5 == 4) {
                alice.call("DELETE", "/api/v1/files/" + id + "?permanent=true", "").ok();
            } else {
                acknowledged.put(id, bytes);
            }
        } catch (UncheckedIOException killed) {
            // What was not acknowledged is not promised.
        }
    }

    private ForkedJvm.Plan plan(TestEnvironment environment, TestTokens tokens) {
        ForkedJvm.Plan plan = ForkedJvm.of(StorageApplication.class).environment(environment.names())
                .environment("IDENTITY_URL", IdentityStub.of(tokens).url())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .option("-XX:+UseCompactObjectHeaders");
        COLLECTING.forEach((name, value) -> plan.option("-D" + name + "=" + value));
        return plan;
    }

    private boolean ready() {
        try {
            return Storage.plain(java.net.http.HttpRequest.newBuilder(java.net.URI.create(readyUrl())).build())
                    .statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String readyUrl() {
        return "http://127.0.0.1:" + (port + 2_000) + "/readyz";
    }
}
