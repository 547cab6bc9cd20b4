package dev.whiteboard.feed.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything that can happen, in random order, on a platform on which everything is small: a threshold of three followers,
 * pages of two, timelines of twelve. Every read shows nothing that the model does not; when all is quiet, they are equal.
 */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class HomeModelTest {
    static final Map<String, String> SMALL = Map.of("FEED_PUSH_THRESHOLD", "3", "whiteboard.feed.fanout.page", "2",
            "whiteboard.feed.timeline.entries", "12", "whiteboard.feed.timeline.slack", "2",
            "whiteboard.feed.timeline.per-author", "5", "whiteboard.feed.fanout.backfill", "5");
    private static final int PEOPLE = 7;

    @Test
    @Promise("feed.home-equals-pull")
    void whateverHappensEveryReadIsWhatTheModelSays(TestEnvironment environment, Redis redis) {
        FeedApi api = FeedApi.start(environment, SMALL);
        try (var raw = new RawTimelines(redis.url()); var node = api.node()) {
            everyReadIsWhatTheModelSays(new Platform.Service(api.users(PEOPLE), raw), Seed.random("home"),
                    Scale.rounds(1_000), Duration.ofSeconds(30));
        }
    }

    @Test
    @Promise(value = "feed.home-equals-pull", naive = true)
    void pushingToThoseWhoFollowAndPurgingWhatOneThinksOfDoesNot() {
        Random random = Seed.random("naive home");
        Toy.mustFail(50, () -> everyReadIsWhatTheModelSays(new PushAndPurge(), random, 10, Duration.ZERO));
    }

    /** @param patience how long what was posted may be on its way */
    private static void everyReadIsWhatTheModelSays(Platform platform, Random random, int rounds, Duration patience) {
        var model = new Model();
        for (int round = 0; round < rounds; round++) {
            for (int step = 0; step < 6; step++) {
                act(random, model, platform);
                int reader = random.nextInt(PEOPLE);
                List<String> seen = platform.home(reader, 5 + random.nextInt(30));
                assertThat(seen).as("%s in round %d", reader, round).doesNotHaveDuplicates();
                FeedApi.seenInOrder(model.home(reader), seen, reader + " in round " + round);
            }
            if (round % 10 == 3) {
                platform.lose();
            }
            int reader = random.nextInt(PEOPLE);
            int limit = 5 + random.nextInt(30);
            if (patience.isZero()) {
                assertThat(platform.home(reader, limit)).isEqualTo(model.home(reader));
            } else {
                await().atMost(patience).pollInterval(Duration.ofMillis(20)).untilAsserted(
                        () -> assertThat(platform.home(reader, limit)).isEqualTo(model.home(reader)));
            }
        }
    }

    private static void act(Random random, Model model, Platform platform) {
        int who = random.nextInt(PEOPLE);
        int whom = (who + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
        List<String> alive = model.alive();
        String tweet = alive.isEmpty() ? "" : alive.get(random.nextInt(alive.size()));
        boolean there = !tweet.isEmpty() && !model.blocked(who, model.authorOf(tweet));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> model.posted(who, platform.posts(who));
            case 4, 5, 6 -> {
                if (!model.blocked(who, whom)) {
                    platform.does("follow", who, whom);
                    model.follow(who, whom);
                }
            }
            case 7, 8 -> {
                platform.does("unfollow", who, whom);
                model.unfollow(who, whom);
            }
            case 9 -> {
                platform.does("block", who, whom);
                model.block(who, whom);
            }
            case 10 -> {
                platform.does("unblock", who, whom);
                model.unblock(who, whom);
            }
            case 11 -> {
                platform.does("mute", who, whom);
                model.mute(who, whom);
            }
            case 12 -> {
                platform.does("unmute", who, whom);
                model.unmute(who, whom);
            }
            case 13 -> {
                if (there && model.authorOf(tweet) != who) {
                    platform.retweets(who, tweet);
                    model.retweeted(who, model.authorOf(tweet), tweet);
                }
            }
            case 14 -> {
                if (there) {
                    platform.unretweets(who, tweet);
                    model.unretweeted(who, tweet);
                }
            }
            default -> {
                if (!tweet.isEmpty()) {
                    platform.deletes(model.authorOf(tweet), tweet);
                    model.deleted(tweet);
                }
            }
        }
    }
}
