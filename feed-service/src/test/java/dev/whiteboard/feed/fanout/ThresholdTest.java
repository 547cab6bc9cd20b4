package dev.whiteboard.feed.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An author becomes famous, and is forgotten again, while they go on posting. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class ThresholdTest {
    private static final int THRESHOLD = 5;

    @Test
    @Promise("feed.threshold-crossed")
    void nothingIsLostAndNothingDoubled(TestEnvironment environment) throws InterruptedException {
        crossing(environment, Scale.rounds(500), Duration.ofSeconds(20),
                (api, author, reader) -> reader.homeByPagesOf(30));
    }

    @Test
    @Promise(value = "feed.threshold-crossed", naive = true)
    void askingWhetherTheAuthorIsFamousNowLosesWhatTheyPostedWhenTheyWere(TestEnvironment environment, Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> crossing(environment, 20, Duration.ZERO, (api, author, reader) -> {
                reader.home();
                boolean famous = api.jdbc().sql("select followers from person where id = ?").param(author.number())
                        .query(Integer.class).single() >= THRESHOLD;
                return famous
                        ? author.posted(reader)
                        : raw.entries(reader.number()).orElse(List.of()).stream().map(TweetId::text).toList();
            }));
        }
    }

    /** How somebody reads what an author posted. */
    private interface Reading {
        List<String> read(FeedApi api, FeedApi.User author, FeedApi.User reader);
    }

    /** @param patience how long the last tweets may be on their way */
    private static void crossing(TestEnvironment environment, int rounds, Duration patience, Reading reading)
            throws InterruptedException {
        FeedApi api = FeedApi.start(environment,
                Map.of("FEED_PUSH_THRESHOLD", Integer.toString(THRESHOLD), "whiteboard.feed.fanout.page", "2"));
        try (var node = api.node()) {
            FeedApi.User author = api.user();
            List<FeedApi.User> readers = api.users(4);
            List<FeedApi.User> crowd = api.users(2);
            readers.forEach(reader -> reader.does("follow", author));
            readers.forEach(FeedApi.User::home);
            var stop = new AtomicBoolean();
            Thread fame = Thread.startVirtualThread(() -> {
                while (!stop.get()) {
                    crowd.forEach(one -> one.does("follow", author));
                    crowd.forEach(one -> one.does("unfollow", author));
                }
            });
            List<String> posted = new ArrayList<>();
            try {
                for (int round = 0; round < rounds; round++) {
                    posted.addFirst(author.tweets("tweet " + round));
                    List<String> seen = reading.read(api, author, readers.get(round % 4));
                    assertThat(seen).doesNotHaveDuplicates();
                    FeedApi.seenInOrder(posted, seen, "round " + round);
                }
            } finally {
                stop.set(true);
                fame.join();
            }
            assertThat(api.jdbc().sql("select count(distinct pushed) from entry where author_id = ?")
                    .param(author.number()).query(Integer.class).single()).as("both ways were taken").isEqualTo(2);
            for (FeedApi.User reader : readers) {
                Runnable complete = () -> assertThat(reading.read(api, author, reader)).isEqualTo(posted);
                if (patience.isZero()) {
                    complete.run();
                } else {
                    await().atMost(patience).untilAsserted(complete::run);
                }
            }
        }
    }
}
