package dev.whiteboard.video;

import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.NewVideo;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.memory.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service with an audience: its videos are ready without anybody encoding them. */
public final class Theatre {
    private static @Nullable Theatre shared;

    private final Studio studio;
    private final JdbcClient jdbc;

    public Theatre(Studio studio) {
        this.studio = studio;
        this.jdbc = JdbcClient.create(studio.node().bean(DataSource.class));
    }

    /** One node, started once for all classes that share all kinds of servers; it ends with the JVM. */
    public static synchronized Theatre shared(TestEnvironment environment, TestTokens tokens) {
        if (shared == null) {
            shared = open(environment, tokens,
                    Map.of("whiteboard.video.recommend.related", "1ms", "whiteboard.video.redis.patience", "5s"));
        }
        return shared;
    }

    /** One node of one's own. */
    public static Theatre open(TestEnvironment environment, TestTokens tokens, Map<String, String> properties) {
        Map<String, String> names = Studio.names(environment);
        names.put("VIDEO_WORKERS", "0");
        Node node = Nodes.of(VideoApplication.class, names).start(properties);
        return new Theatre(new Studio(node.url(), tokens, node));
    }

    public Studio studio() {
        return studio;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public <T> T bean(Class<T> type) {
        return studio.node().bean(type);
    }

    /** Has Redis go on, and waits until the service has noticed. */
    public void resume(Redis redis) {
        redis.server().resume();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bean(Memory.class).ask(commands -> commands.ping()).isPresent());
    }

    /** An id that nobody has had before; with {@code usr_} before it, a user. */
    public static String name(int number) {
        return "0%012d".formatted(number);
    }

    /** A video of a minute that is ready. */
    public VideoId published(Studio.User owner, String title, String... tags) {
        Catalogue catalogue = bean(Catalogue.class);
        VideoId id = catalogue.add(new NewVideo(owner.id(), title, "", List.of(tags), "clip.mp4", null));
        jdbc.sql("update video set status = 'transcoding', version = 1, duration_ms = 60000 where id = :id")
                .param("id", id.number()).update();
        if (!catalogue.ready(id)) {
            throw new AssertionError(id + " was ready before");
        }
        return id;
    }

    public static String path(VideoId id) {
        return "/api/v1/videos/" + id;
    }
}
