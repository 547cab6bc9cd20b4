package dev.whiteboard.feed.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.home.Home;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.timeline.Scrolls;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class ForYouTest {
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    void whatIsLikedRisesAndWhatFriendsLikeComesAlong() {
        FeedApi.User reader = api.user();
        FeedApi.User friend = api.user();
        FeedApi.User other = api.user();
        FeedApi.User stranger = api.user();
        reader.does("follow", friend);
        reader.does("follow", other);
        String liked = friend.tweets("liked");
        String plain = other.tweets("plain");
        String nearby = stranger.tweets("liked by a friend");
        api.users(5).forEach(fan -> fan.likes(liked).expect(200));
        friend.likes(nearby).expect(200);
        List<String> page = FeedApi.ids(reader.feed("?mode=for_you").json().get("tweets"));
        assertThat(page).containsExactlyInAnyOrder(liked, plain, nearby).startsWith(liked);
        assertThat(reader.home()).containsExactly(plain, liked);
        other.likes(plain).expect(200);
        String fresh = other.tweets("fresh");
        await().atMost(Duration.ofSeconds(10)).until(() -> reader.home().contains(fresh));
        assertThat(FeedApi.ids(reader.feed("?mode=for_you").json().get("tweets"))).as("unseen first").startsWith(fresh);
    }

    @Test
    @Promise("feed.stable-ranked-scroll")
    void aScrollIsPinnedHoweverScoresMove() {
        Random random = Seed.random("ranked scroll");
        for (int round = 0; round < Scale.rounds(100); round++) {
            FeedApi.User reader = api.user();
            List<FeedApi.User> authors = api.users(3);
            authors.forEach(author -> reader.does("follow", author));
            List<String> tweets = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                tweets.add(authors.get(i % 3).tweets("tweet " + i));
            }
            Set<String> gone = new HashSet<>();
            List<String> read = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = reader.feed("?mode=for_you&limit=2" + cursor).json();
                read.addAll(FeedApi.ids(page.get("tweets")));
                cursor = page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asString();
                int victim = random.nextInt(9);
                switch (random.nextInt(3)) {
                    case 0 -> authors.get(0).likes(tweets.get(victim));
                    case 1 -> authors.get(1).tweets("new");
                    default -> {
                        if (authors.get(victim % 3).deletes(tweets.get(victim)).status() == 204) {
                            gone.add(tweets.get(victim));
                        }
                    }
                }
            } while (!cursor.isEmpty());
            assertThat(read).doesNotHaveDuplicates();
            assertThat(read).containsAll(tweets.stream().filter(tweet -> !gone.contains(tweet)).toList());
            assertThat(tweets).containsAll(read);
        }
    }

    @Test
    @Promise(value = "feed.stable-ranked-scroll", naive = true)
    void rankingEachPageAnewRepeatsOrSkips() {
        Random random = Seed.random("naive ranked scroll");
        Toy.mustFail(50, () -> {
            int[] scores = random.ints(8, 0, 9).toArray();
            List<Integer> read = new ArrayList<>();
            for (int page = 0; page < 4; page++) {
                List<Integer> ranked = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
                ranked.sort(java.util.Comparator.comparingInt((Integer i) -> -scores[i]));
                read.addAll(ranked.subList(2 * page, 2 * page + 2));
                scores[random.nextInt(8)] += 5;
            }
            assertThat(read).doesNotHaveDuplicates();
        });
    }

    @Test
    @Promise("feed.withdrawn-at-once")
    void whatIsWithdrawnIsGoneFromAScrollThatIsUnderWay() {
        FeedApi.User reader = api.user();
        List<FeedApi.User> authors = api.users(5);
        authors.forEach(author -> reader.does("follow", author));
        List<String> tweets = authors.stream().map(author -> author.tweets("one")).toList();
        String own = reader.tweets("own");
        JsonNode first = reader.feed("?mode=for_you&limit=1").json();
        authors.get(0).deletes(tweets.get(0)).expect(204);
        reader.does("block", authors.get(1));
        authors.get(2).does("block", reader);
        reader.does("mute", authors.get(3));
        reader.does("unfollow", authors.get(4));
        List<String> rest = FeedApi.ids(
                reader.feed("?mode=for_you&limit=50&cursor=" + first.get("next_cursor").asString()).json()
                        .get("tweets"));
        assertThat(rest).doesNotContainAnyElementsOf(tweets);
        assertThat(FeedApi.ids(reader.feed("?mode=for_you").json().get("tweets"))).containsExactly(own);
    }

    @Test
    void aScrollThatIsLostSaysSo(Redis redis) {
        FeedApi.User reader = api.user();
        reader.tweets("one");
        reader.tweets("two");
        String cursor = reader.feed("?mode=for_you&limit=1").json().get("next_cursor").asString();
        try (var raw = new RawTimelines(redis.url())) {
            raw.flush();
        }
        assertThat(api.get("/api/v1/feed?mode=for_you&cursor=" + cursor, reader.token()).expect(410).code())
                .isEqualTo("GONE");
        assertThat(api.get("/api/v1/feed?mode=for_you&cursor=x", reader.token()).expect(400).code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.get("/api/v1/feed?mode=following&cursor=" + cursor, reader.token()).expect(400).code())
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void aScrollUnderWayWaitsForARedisThatHangsAndGoesOnWhereItWas(Redis redis) {
        FeedApi.User reader = api.user();
        reader.tweets("one");
        String two = reader.tweets("two");
        JsonNode first = reader.feed("?mode=for_you&limit=1").json();
        String rest = "/api/v1/feed?mode=for_you&cursor=" + first.get("next_cursor").asString();
        redis.server().suspend();
        try {
            assertThat(api.get(rest, reader.token()).expect(503).code()).isEqualTo("SERVICE_UNAVAILABLE");
        } finally {
            redis.server().resume();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> api.get(rest, reader.token()).status() == 200);
        assertThat(FeedApi.ids(first.get("tweets"))).containsExactly(two);
    }

    @Test
    @Promise("feed.scorer-down")
    void withoutItsScorerItIsTheHomeTimelineWithinAHundredMilliseconds() {
        FeedApi.User reader = api.user();
        FeedApi.User friend = api.user();
        reader.does("follow", friend);
        List<String> tweets = List.of(friend.tweets("one"), friend.tweets("two"), friend.tweets("three"));
        api.users(2).forEach(fan -> fan.likes(tweets.getFirst()).expect(200));
        for (Scorer broken : List.of(new Broken(false), new Broken(true))) {
            byTimeWithinAHundredMilliseconds(reader, broken, Duration.ofMillis(60), Scale.rounds(50),
                    tweets.reversed());
        }
    }

    private void byTimeWithinAHundredMilliseconds(FeedApi.User reader, Scorer scorer, Duration patience, int rounds,
            List<String> expected) {
        try (var ranking = new Ranking(api.bean(Home.class), api.bean(CandidateStore.class), api.bean(Scrolls.class),
                scorer, new Order(0.6), patience, api.bean(MeterRegistry.class))) {
            ranking.rank(reader.number());
            List<Long> millis = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                List<Candidate> ranked = ranking.rank(reader.number());
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                assertThat(ranked.stream().map(candidate -> candidate.shown().view().tweetId()))
                        .containsExactlyElementsOf(expected);
            }
            millis.sort(null);
            assertThat(millis.get(millis.size() / 2)).as("median in ms").isLessThanOrEqualTo(100);
        }
    }

    @Test
    @Promise(value = "feed.scorer-down", naive = true)
    void waitingForAScorerThatHangsTakesAsLongAsItHangs() {
        FeedApi.User reader = api.user();
        List<String> tweets = List.of(reader.tweets("one"));
        Toy.mustFail(1, () -> byTimeWithinAHundredMilliseconds(reader, new Broken(true), Duration.ofMillis(400), 3,
                tweets));
    }

    /** A scorer that fails, or that never answers. */
    private record Broken(boolean hangs) implements Scorer {
        @Override
        public String version() {
            return "broken";
        }

        @Override
        public double[] score(List<Features> candidates) {
            if (hangs) {
                try {
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            throw new IllegalStateException("no scores today");
        }
    }
}
