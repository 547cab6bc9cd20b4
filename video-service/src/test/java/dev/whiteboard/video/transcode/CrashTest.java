package dev.whiteboard.video.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.VideoApplication;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.task.Task;
import dev.whiteboard.video.task.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers in processes of their own, killed or frozen at any moment of their work on the same clip. */
@Servers({ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3})
class CrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    /** Longer than a living worker on a busy machine can be silent; over for the dead when the database's clock is moved. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PAST_LEASE = LEASE.plusSeconds(1);
    /** Looking at it, its sound, two sections for the smallest rendition and for the other, and pictures. */
    private static final int TASKS = 7;
    private static final int WITHIN_A_TASK = 300;
    private static final Map<String, String> WORKING = Map.of("whiteboard.video.workers.lease", LEASE.toSeconds() + "s",
            "whiteboard.video.workers.count", "1");
    private static final Map<String, String> undisturbed = new HashMap<>();

    private final Random random = Seed.random("video.crash");
    private Map<String, String> names;
    private DatabaseClock clock;
    private JdbcClient jdbc;
    private Nodes nodes;
    private Studio studio;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DatabaseClock clock, DataSource dataSource) {
        this.clock = clock;
        jdbc = JdbcClient.create(dataSource);
        names = Studio.names(environment);
        nodes = Nodes.of(VideoApplication.class, names);
        Node idle = nodes.start(Map.of("whiteboard.video.workers.count", "0"));
        studio = new Studio(idle.url(), tokens, idle);
    }

    @AfterEach
    void end() {
        nodes.close();
        clock.reset();
    }

    @Test
    @Promise("video.killed-worker-costs-one-section")
    void aWorkerKilledAtAnyMomentCostsWhatItHeldAndTheSegmentsAreThoseOfAnUndisturbedRun() {
        ForkedJvm worker = worker();
        try {
            Map<String, String> segments = undisturbed();
            for (int kill = 0; kill < Math.max(1, Math.round(10 * Scale.factor())); kill++) {
                String id = upload();
                awaitAnyMoment(id);
                worker.kill();
                clock.advance(PAST_LEASE);
                worker = worker();
                comesOutAs(segments, id);
            }
        } finally {
            worker.close();
        }
    }

    @Test
    @Promise(value = "video.killed-worker-costs-one-section", naive = true)
    void whoTakesUpSeveralTasksAtOnceCostsThemAll(@TempDir Path folder) {
        Toy.mustFail(1, () -> {
            String id = upload();
            Tasks tasks = studio.node().bean(Tasks.class);
            Task first = await().atMost(PATIENCE).until(() -> tasks.take("greedy", LEASE), Optional::isPresent)
                    .orElseThrow();
            studio.node().bean(Inspecting.class).run(first, folder);
            for (int taken = 0; taken < 3; taken++) {
                assertThat(tasks.take("greedy", LEASE)).isPresent();
            }
            clock.advance(PAST_LEASE);
            nodes.start(WORKING);
            comesOutAs(Map.of(), id);
        });
    }

    @Test
    @Promise("video.zombies-rejected")
    void aWorkerFrozenPastItsLeaseChangesNothingWhenItComesBack() {
        try (ForkedJvm zombie = worker()) {
            Map<String, String> segments = undisturbed();
            String id = upload();
            awaitFrozenAtASection(zombie, id);
            clock.advance(PAST_LEASE);
            nodes.start(WORKING);
            comesOutAs(segments, id);
            List<String> before = all(id);
            zombie.resume();
            zombie.awaitLog("is others' by now", PATIENCE);
            assertThat(all(id)).isEqualTo(before);
            comesOutAs(segments, id);
        }
    }

    /** What becomes of the clip when nobody interferes. */
    private Map<String, String> undisturbed() {
        if (undisturbed.isEmpty()) {
            String id = upload();
            ready(id);
            undisturbed.putAll(Playlists.segments(studio, id));
            assertThat(number(id, "select count(*) from task where video_id = :id")).isEqualTo(TASKS);
            assertThat(undisturbed).as("of two renditions and the sound").hasSizeGreaterThanOrEqualTo(12);
        }
        return undisturbed;
    }

    private String upload() {
        return studio.user("alice").upload(Clips.clip(14, "640x480", 30));
    }

    /** After any number of tasks, and then anywhere within the next. */
    private void awaitAnyMoment(String id) {
        int done = random.nextInt(TASKS);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> number(id, "select count(*) from task where video_id = :id and state = 'done'") >= done);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(WITHIN_A_TASK)));
    }

    /** In no transaction, whose locks the others would wait for. */
    private void awaitFrozenAtASection(ForkedJvm worker, String id) {
        await().atMost(PATIENCE).until(() -> {
            worker.suspend();
            boolean right = number(id, """
                    select count(*) from task where video_id = :id and kind = 'section' and state = 'running'
                        and not exists (select 1 from pg_stat_activity where application_name = 'worker'
                            and xact_start is not null)""") == 1;
            if (!right) {
                worker.resume();
            }
            return right;
        });
    }

    private void ready(String id) {
        await().atMost(PATIENCE).until(() -> {
            String status = studio.video(id).get("status").asString();
            assertThat(status).isNotEqualTo("failed");
            return status.equals("ready");
        });
    }

    private void comesOutAs(Map<String, String> segments, String id) {
        ready(id);
        assertThat(number(id, "select sum(attempt) - count(*) from task where video_id = :id")).as("redone")
                .isLessThanOrEqualTo(1);
        assertThat(number(id, "select sum(failures) from task where video_id = :id")).isZero();
        assertThat(number(id, "select version from video where id = :id")).as("told to be ready once").isEqualTo(2);
        assertThat(Playlists.segments(studio, id)).isEqualTo(segments);
    }

    private long number(String id, String sql) {
        return jdbc.sql(sql).param("id", VideoId.of(id).number()).query(Long.class).single();
    }

    /** All that is known of a video. */
    private List<String> all(String id) {
        return jdbc.sql("""
                select v::text from video v where id = :id union all select t::text from task t where video_id = :id
                union all select p::text from piece p where video_id = :id
                union all select r::text from rendition r where video_id = :id order by 1""")
                .param("id", VideoId.of(id).number()).query(String.class).list();
    }

    private ForkedJvm worker() {
        int port;
        do {
            port = Ports.free(2_000);
        } while (port > 30_000);
        ForkedJvm.Plan plan = ForkedJvm.of(VideoApplication.class).environment(names)
                .environment("POSTGRES_URL", names.get("POSTGRES_URL") + "?ApplicationName=worker")
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .option("-Dlogging.level.dev.whiteboard.video=info").soonMissed();
        WORKING.forEach((name, value) -> plan.option("-D" + name + "=" + value));
        return plan.start().awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", PATIENCE);
    }
}
