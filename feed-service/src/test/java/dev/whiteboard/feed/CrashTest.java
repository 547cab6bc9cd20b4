package dev.whiteboard.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service in a process of its own, killed at each step of a fan-out; the next process goes on. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<String> POINTS = List.of("fanout.pushed", "fanout.page-pushed:2", "fanout.page-saved:2");
    /** Each process gets one page further, and dies on one side of its boundary and then on the other. */
    private static final List<String> EVERY_BOUNDARY = List.of("fanout.pushed", "fanout.page-pushed",
            "fanout.page-saved", "fanout.page-pushed", "fanout.page-saved", "fanout.page-pushed", "fanout.page-saved",
            "fanout.page-pushed", "fanout.page-saved");

    @Test
    @Promise("feed.fanout-survives")
    void aWorkerThatIsKilledBetweenPagesOrWithinOneLeavesNobodyOut(TestEnvironment environment, Redis redis) {
        int port = portBelowTheEphemeralOnes();
        var api = new FeedApi(port, null, TestTokens.instance(),
                JdbcClient.create(environment.postgres().dataSource()));
        List<FeedApi.User> followers = List.of();
        long tweet = 0;
        try (var raw = new RawTimelines(redis.url())) {
            for (String point : Scale.factor() < 1 ? POINTS : EVERY_BOUNDARY) {
                try (ForkedJvm process = plan(environment, port).crashAt(point).start()) {
                    if (followers.isEmpty()) {
                        process.awaitOk("http://127.0.0.1:" + (port + 2_000) + "/readyz", START);
                        FeedApi.User author = api.user();
                        followers = api.users(9);
                        followers.forEach(follower -> follower.does("follow", author));
                        followers.forEach(follower -> await().until(() -> {
                            follower.home();
                            return raw.entries(follower.number()).isPresent();
                        }));
                        tweet = TweetId.parse(author.tweets("survives")).orElseThrow();
                    }
                    assertThat(process.awaitExit(START)).as(point).isEqualTo(ForkedJvm.KILLED);
                }
            }
            long expected = tweet;
            List<FeedApi.User> all = followers;
            try (ForkedJvm _ = plan(environment, port).start()) {
                await().atMost(START).untilAsserted(() -> assertThat(all)
                        .allSatisfy(follower -> assertThat(raw.entries(follower.number()).orElseThrow())
                                .containsExactly(expected)));
            }
        }
    }

    private static ForkedJvm.Plan plan(TestEnvironment environment, int port) {
        return ForkedJvm.of(FeedApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .soonMissed()
                .environment("WHITEBOARD_FEED_FANOUT_PAGE", "2").environment("WHITEBOARD_FEED_FANOUT_LEASE", "1s")
                .environment("WHITEBOARD_FEED_FANOUT_THREADS", "1");
    }

    private static int portBelowTheEphemeralOnes() {
        int port;
        do {
            port = Ports.free(2_000);
        } while (port > 30_000);
        return port;
    }
}
