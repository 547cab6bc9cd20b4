package dev.whiteboard.limiter.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.node.NodeSettings;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.RuleDocument;
import dev.whiteboard.limiter.engine.rule.RuleSet;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

@Servers(ServerKind.REDIS)
class LiveRulesTest {
    private static final Duration LIVE = Duration.ofSeconds(2);

    @TempDir
    private Path disk;
    private RedisClient client;
    private RedisCommands<String, String> commands;

    @BeforeEach
    void connect(Redis redis) {
        client = RedisClient.create(redis.url());
        commands = client.connect().sync();
        commands.del(LiveRules.KEY);
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    @Test
    @Promise("limiter.rules-are-live")
    void publishedRulesAreLiveOnEveryNodeWithinTwoSecondsWithAndWithoutThePush(Redis redis) {
        try (LimiterNode one = node(redis, "a"); LimiterNode two = node(redis, "b")) {
            publish(new RuleBook(7, RuleSet.DEMO.rules()));
            await().atMost(LIVE).until(() -> version(one) == 7 && version(two) == 7);
            commands.set(LiveRules.KEY, RuleDocument.write(new RuleBook(8, RuleSet.DEMO.rules())));
            await().atMost(LIVE).until(() -> version(one) == 8 && version(two) == 8);
        }
    }

    @Test
    @Promise("limiter.last-known-good")
    void theLastGoodRulesStayWhenNonsenseIsPublishedAndAfterAStartWithoutAnyone(Redis redis) {
        try (LimiterNode node = node(redis, "a")) {
            publish(new RuleBook(9, RuleSet.DEMO.rules()));
            await().atMost(LIVE).until(() -> version(node) == 9);
            commands.set(LiveRules.KEY, "{\"version\":10,\"rules\":[{\"max_requests\":-1}]}");
            commands.publish(LiveRules.CHANNEL, "10");
            await().pollDelay(Duration.ofMillis(1_200)).until(() -> version(node) == 9);
        }
        commands.del(LiveRules.KEY);
        try (LimiterNode restarted = node(redis, "a")) {
            assertThat(version(restarted)).isEqualTo(9);
        }
    }

    @Test
    void aNodeThatNeverHeardOfAnyRulesGoesByThoseItShipsWith(Redis redis) {
        try (LimiterNode node = node(redis, "new")) {
            assertThat(node.limiter().rules().rules()).isEqualTo(RuleSet.STRICT.rules());
        }
    }

    @Test
    void aRuleBookSurvivesTheJourney() {
        RuleBook book = new RuleBook(3, RuleSet.DEMO.rules());
        assertThat(RuleDocument.read(RuleDocument.write(book)).rules()).isEqualTo(book.rules());
    }

    private void publish(RuleBook book) {
        commands.set(LiveRules.KEY, RuleDocument.write(book));
        commands.publish(LiveRules.CHANNEL, Long.toString(book.version()));
    }

    private static long version(LimiterNode node) {
        return node.limiter().rules().version();
    }

    private LimiterNode node(Redis redis, String name) {
        return new LimiterNode(NodeSettings.of(redis.url(), name, RuleSet.STRICT.book()).file(disk.resolve(name)),
                Clock.systemUTC(), (path, decision, nanos) -> {});
    }
}
