package dev.whiteboard.video.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.S3;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TcpProxy;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.VideoApplication;
import dev.whiteboard.video.catalog.VideoId;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store goes away in the middle of encoding. */
@Servers({ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3})
class StoreAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** More often than a video that cannot be decoded is tried. */
    private static final int OFTEN = 5;
    private static final int DRIP = 30_000;

    private JdbcClient jdbc;

    @Test
    @Promise("video.store-away-is-waited-for")
    void noVideoIsBlamedAndNothingIsMadeOfHalfASource(TestEnvironment environment, TestTokens tokens, S3 s3,
            DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        byte[] clip = Clips.clip(14, "640x480", 30);
        try (TcpProxy proxy = TcpProxy.to(URI.create(s3.endpoint()).getPort());
                Nodes nodes = Nodes.of(VideoApplication.class, through(proxy, environment))) {
            var node = nodes.start(Map.of("whiteboard.video.workers.count", "1",
                    "whiteboard.video.workers.pause", "200ms"));
            Studio studio = new Studio(node.url(), tokens, node);
            String undisturbed = studio.user("alice").upload(clip);
            ready(studio, undisturbed);
            String id = studio.user("alice").upload(clip);
            await().atMost(PATIENCE)
                    .until(() -> number(id,
                            "select count(*) from task where state = 'running' and kind = 'section'") > 0);
            proxy.trickle(DRIP);
            await("a program that reads").atMost(PATIENCE).until(() -> proxy.connections() > 0);
            proxy.cut();
            await().atMost(PATIENCE).until(() -> attempts(id) >= OFTEN);
            proxy.pass();
            ready(studio, id);
            assertThat(number(id, "select count(*) from task where failures > 0")).isZero();
            assertThat(Playlists.segments(studio, id)).isEqualTo(Playlists.segments(studio, undisturbed));
        }
    }

    /** The service reaches the store through it, its clients do not. */
    private static Map<String, String> through(TcpProxy proxy, TestEnvironment environment) {
        Map<String, String> names = new HashMap<>(Studio.names(environment));
        names.put("S3_ENDPOINT", "http://127.0.0.1:" + proxy.port());
        return names;
    }

    private long attempts(String id) {
        return number(id, "select max(attempt) from task where state <> 'done'");
    }

    private long number(String id, String sql) {
        return jdbc.sql(sql + " and video_id = :id").param("id", VideoId.of(id).number()).query(Long.class).single();
    }

    private static void ready(Studio studio, String id) {
        await().atMost(PATIENCE).until(() -> {
            String status = studio.video(id).get("status").asString();
            assertThat(status).isNotEqualTo("failed");
            return status.equals("ready");
        });
    }
}
