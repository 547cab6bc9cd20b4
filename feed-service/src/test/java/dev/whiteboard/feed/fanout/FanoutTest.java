package dev.whiteboard.feed.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.timeline.Timelines;
import dev.whiteboard.feed.tweet.EntryPosted;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Workers that die, records that come twice and in any order; the workers of the node itself stand still. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class FanoutTest {
    private static final int FOLLOWERS = 9;
    private static final Map<String, String> STILL = Map.of("whiteboard.inbox.consume", "false",
            "whiteboard.feed.fanout.page", "2", "whiteboard.feed.fanout.threads", "0",
            "whiteboard.feed.fanout.lease", "0s", "whiteboard.feed.home.builders", "1");

    /** One page of one job, by a worker that may die in the middle of it. */
    private interface Pages {
        void page(FanoutJob job);
    }

    private static @Nullable FeedApi still;

    @BeforeEach
    void start(TestEnvironment environment) {
        if (still == null) {
            still = FeedApi.start(environment, STILL);
        }
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(still).node().close();
        still = null;
    }

    @Test
    @Promise("feed.fanout-survives")
    void diesAtAnyPageAndIsToldTwiceAndOutOfOrderAndEverybodyHasEverythingOnce(Redis redis) {
        var worker = new MortalWorker(Objects.requireNonNull(still), Seed.random("fanout"));
        everybodyHasEverythingOnce(worker, worker::page, Scale.rounds(500), redis);
    }

    @Test
    @Promise(value = "feed.fanout-survives", naive = true)
    void aPlaceThatIsWrittenDownBeforeThePageIsPushedLosesThePage(Redis redis) {
        var worker = new MortalWorker(Objects.requireNonNull(still), Seed.random("naive fanout"));
        Toy.mustFail(1, () -> everybodyHasEverythingOnce(worker, worker::placeFirst, 50, redis));
    }

    private static void everybodyHasEverythingOnce(MortalWorker worker, Pages pages, int rounds, Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            everybodyHasEverythingOnce(worker, pages, rounds, raw);
        }
    }

    private static void everybodyHasEverythingOnce(MortalWorker worker, Pages pages, int rounds, RawTimelines raw) {
        FeedApi api = Objects.requireNonNull(still);
        FeedApi.User author = api.user();
        List<FeedApi.User> followers = api.users(FOLLOWERS);
        followers.forEach(follower -> follower.does("follow", author));
        followers.forEach(follower -> await().until(() -> {
            follower.home();
            return raw.entries(follower.number()).isPresent();
        }));
        TreeSet<Long> expected = new TreeSet<>(Collections.reverseOrder());
        for (int round = 0; round < rounds; round++) {
            List<Event<EntryPosted>> events = new ArrayList<>();
            for (int i = 0; i < 1 + worker.random.nextInt(3); i++) {
                String tweet = author.tweets("tweet");
                expected.add(TweetId.parse(tweet).orElseThrow());
                events.add(new Event<>("event", "posted", author.id(), Instant.EPOCH,
                        new EntryPosted(tweet, author.id(), tweet, true)));
            }
            worker.deliver(events, pages);
            List<Long> newest = expected.stream().limit(30).toList();
            for (FeedApi.User follower : followers) {
                assertThat(raw.entries(follower.number()).orElseThrow().stream().limit(30).toList())
                        .isEqualTo(newest);
            }
        }
    }

    /** Does what a worker does, and dies in the middle of it. */
    private static final class MortalWorker {
        private final FanoutStore store;
        private final Fanout fanout;
        private final FanoutWorkers workers;
        private final Timelines timelines;
        private final TransactionTemplate transactions;
        private final Random random;

        MortalWorker(FeedApi api, Random random) {
            this.store = api.bean(FanoutStore.class);
            this.fanout = api.bean(Fanout.class);
            this.workers = api.bean(FanoutWorkers.class);
            this.timelines = api.bean(Timelines.class);
            this.transactions = new TransactionTemplate(api.bean(PlatformTransactionManager.class));
            this.random = random;
        }

        void deliver(List<Event<EntryPosted>> events, Pages pages) {
            List<Event<EntryPosted>> deliveries = new ArrayList<>(events);
            deliveries.addAll(events);
            Collections.shuffle(deliveries, random);
            for (Event<EntryPosted> delivery : deliveries) {
                boolean dies = random.nextInt(4) == 0;
                transactions.executeWithoutResult(transaction -> {
                    fanout.handleAll(List.of(delivery));
                    if (dies) {
                        transaction.setRollbackOnly();
                    }
                });
                if (dies) {
                    transactions.executeWithoutResult(transaction -> fanout.handleAll(List.of(delivery)));
                }
            }
            for (List<FanoutJob> jobs = claim(); !jobs.isEmpty(); jobs = claim()) {
                jobs.forEach(pages::page);
            }
        }

        private List<FanoutJob> claim() {
            return store.claim(2, Duration.ZERO);
        }

        /** The naive order: what is written down first is lost with the worker. */
        void placeFirst(FanoutJob job) {
            List<Long> followers = store.followers(job.author(), job.after(), 2);
            if (followers.size() < 2) {
                store.finish(job.entry());
            } else {
                store.advance(job, followers.getLast());
            }
            boolean dies = random.nextInt(4) == 0;
            if (!dies) {
                followers.forEach(follower -> timelines.push(Map.of(follower, List.of(job.entry()))));
            }
        }

        void page(FanoutJob job) {
            switch (random.nextInt(4)) {
                case 0 -> store.followers(job.author(), job.after(), 2)
                        .forEach(follower -> timelines.push(Map.of(follower, List.of(job.entry()))));
                case 1 -> store.followers(job.author(), job.after(), 1)
                        .forEach(follower -> timelines.push(Map.of(follower, List.of(job.entry()))));
                case 2 -> {
                    workers.page(job.next(), List.of(job));
                    workers.page(job.next(), List.of(job));
                }
                default -> workers.page(job.next(), List.of(job));
            }
        }
    }
}
