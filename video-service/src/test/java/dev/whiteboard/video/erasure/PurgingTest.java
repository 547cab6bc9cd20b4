package dev.whiteboard.video.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.blob.BlobStore;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Edge caches hear of what is gone. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA, ServerKind.S3})
class PurgingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Nodes nodes;
    private Node node;
    private Redis redis;
    private Studio.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, Redis redis) {
        this.redis = redis;
        nodes = Studio.nodes(environment);
        node = nodes.start(Map.of("whiteboard.video.workers.count", "0"));
        alice = new Studio(node.url(), tokens, node).user("alice");
    }

    @AfterEach
    void end() {
        nodes.close();
    }

    @Test
    @Promise("video.edges-are-told")
    void aPurgeIsRepeatedUntilTheEdgesCanHearOfIt() {
        check(this::delete);
    }

    @Test
    @Promise(value = "video.edges-are-told", naive = true)
    void whoTellsThemOnceLosesWhatRedisDidNotHear() {
        Toy.mustFail(1, () -> check(id -> {
            var _ = node.bean(EdgePurges.class).tell(id);
        }));
    }

    private void check(Consumer<String> forget) {
        String early = begun();
        delete(early);
        await("the way to the log works").atMost(PATIENCE).until(() -> told().contains(early));
        String unheard = begun();
        redis.server().kill();
        forget.accept(unheard);
        String stored = stored();
        delete(stored);
        await("what is stored goes meanwhile").atMost(PATIENCE)
                .until(() -> node.bean(BlobStore.class).list("videos/" + stored).isEmpty());
        redis.server().start();
        String late = begun();
        delete(late);
        await().atMost(PATIENCE).until(() -> told().contains(late));
        assertThat(told()).contains(unheard);
    }

    private String begun() {
        return alice.begin(Map.of()).get("video_id").asString();
    }

    private String stored() {
        JsonNode begun = alice.begin(Map.of());
        assertThat(Studio.put(begun.get("upload_url").asString(), new byte[]{1}).statusCode()).isEqualTo(200);
        return begun.get("video_id").asString();
    }

    private void delete(String id) {
        assertThat(alice.delete("/api/v1/videos/" + id).status()).isEqualTo(204);
    }

    /** As a gateway reads it. */
    private List<String> told() {
        try (RedisClient client = RedisClient.create(redis.url()); var connection = client.connect()) {
            return connection.sync().xrange("gateway:edge-purges", Range.unbounded()).stream()
                    .map(entry -> entry.getBody().get("name")).toList();
        }
    }
}
