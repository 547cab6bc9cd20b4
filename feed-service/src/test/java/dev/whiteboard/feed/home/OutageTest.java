package dev.whiteboard.feed.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.testkit.Kafka;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see while something is down, and after it was. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class OutageTest {
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.read-your-own")
    void everybodySeesTheirOwnTweetOnTheNextRead() {
        ownOnTheNextRead(Scale.rounds(300), author -> author::home);
    }

    @Test
    @Promise(value = "feed.read-your-own", naive = true)
    void whoWaitsForTheFanoutDoesNot(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> ownOnTheNextRead(50, author -> () -> believed(raw, author)));
        }
    }

    private void ownOnTheNextRead(int rounds, Function<FeedApi.User, Supplier<List<String>>> reading) {
        FeedApi.User author = api.user();
        Supplier<List<String>> home = reading.apply(author);
        author.home();
        for (int round = 0; round < rounds; round++) {
            String tweet = author.tweets("mine");
            assertThat(home.get()).startsWith(tweet);
        }
    }

    /** The naive reader: what stands in the timeline is the timeline. */
    private static List<String> believed(RawTimelines raw, FeedApi.User reader) {
        return raw.entries(reader.number()).orElse(List.of()).stream().map(TweetId::text).toList();
    }

    @Test
    @Promise("feed.read-your-own")
    @Promise("feed.redis-hung")
    void alsoWithRedisHungAndSoTheyDoThoseOfOthersAndNobodyWaitsLong(Redis redis) {
        nothingIsMissing(redis.server()::suspend, redis.server()::resume);
    }

    @Test
    @Promise("feed.read-your-own")
    @Promise("feed.redis-hung")
    void alsoWithRedisGone(Redis redis) {
        nothingIsMissing(redis.server()::stop, redis.server()::start);
    }

    private void nothingIsMissing(Runnable breaks, Runnable mends) {
        FeedApi.User author = api.user();
        FeedApi.User reader = api.user();
        List<String> expected = withoutRedis(breaks, mends, author, reader, user -> user::home, Scale.rounds(50));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reader.home()).isEqualTo(expected));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(api.jdbc()
                .sql("select count(*) from entry where author_id = ? and not pushed").param(author.number())
                .query(Integer.class).single()).as("pushed after all").isZero());
        assertThat(reader.home()).isEqualTo(expected);
        for (int round = 0; round < 20; round++) {
            expected.addFirst(author.tweets("after"));
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reader.home()).isEqualTo(expected));
    }

    @Test
    @Promise(value = "feed.redis-hung", naive = true)
    void whoReadsTimelinesOnlyWaitsAndSeesNothing(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> withoutRedis(redis.server()::suspend, redis.server()::resume, api.user(), api.user(),
                    user -> () -> believed(raw, user), 1));
        }
    }

    /** @return what the reader has to see afterwards */
    private List<String> withoutRedis(Runnable breaks, Runnable mends, FeedApi.User author, FeedApi.User reader,
            Function<FeedApi.User, Supplier<List<String>>> reading, int rounds) {
        reader.does("follow", author);
        List<String> expected = new ArrayList<>(List.of(author.tweets("before")));
        await().until(() -> reader.home().equals(expected));
        List<Long> millis = new ArrayList<>();
        breaks.run();
        try {
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                expected.addFirst(author.tweets("meanwhile"));
                assertThat(reading.apply(author).get()).startsWith(expected.getFirst());
                assertThat(reading.apply(reader).get()).isEqualTo(expected);
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
        } finally {
            mends.run();
        }
        assertThat(millis.stream().mapToLong(Long::longValue).max().orElseThrow())
                .as("a post and two reads, in ms").isLessThan(3_000);
        return expected;
    }

    @Test
    @Promise("feed.redis-lost")
    void whenAllTimelinesAreLostAgainAndAgainNothingIsMissing(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            nothingIsMissing(raw, Scale.rounds(200), Duration.ofSeconds(20), reader -> () -> reader.homeByPagesOf(50));
        }
    }

    @Test
    @Promise(value = "feed.redis-lost", naive = true)
    void whoBelievesTheTimelineMissesWhatWasLost(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> nothingIsMissing(raw, 20, Duration.ZERO, reader -> () -> believed(raw, reader)));
        }
    }

    /** @param patience how long the last tweets may be on their way */
    private void nothingIsMissing(RawTimelines raw, int rounds, Duration patience,
            Function<FeedApi.User, Supplier<List<String>>> reading) {
        FeedApi.User author = api.user();
        List<FeedApi.User> readers = api.users(5);
        readers.forEach(reader -> reader.does("follow", author));
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            expected.addFirst(author.tweets("round " + round));
            FeedApi.User reader = readers.get(round % readers.size());
            FeedApi.seenInOrder(expected, reading.apply(reader).get(), "round " + round);
            if (round % 7 == 0) {
                raw.flush();
            }
        }
        for (FeedApi.User reader : readers) {
            Supplier<List<String>> home = reading.apply(reader);
            Runnable complete = () -> assertThat(home.get()).isEqualTo(expected);
            if (patience.isZero()) {
                complete.run();
            } else {
                await().atMost(patience).untilAsserted(complete::run);
                await().atMost(patience).until(() -> {
                    home.get();
                    return raw.entries(reader.number()).isPresent();
                });
                complete.run();
            }
        }
    }

    @Test
    @Promise(value = "feed.redis-lost", naive = true)
    void aBuilderThatAsksPostgresFirstLacksWhatIsPushedMeanwhile(Redis redis) {
        long owner = api.user().number();
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> {
                raw.flush();
                List<Long> asked = List.of(2L, 1L);
                raw.timelines().push(Map.of(owner, List.of(3L)));
                raw.timelines().begin(owner, "builder");
                raw.timelines().fill(owner, "builder", asked, 0);
                assertThat(raw.entries(owner)).contains(List.of(3L, 2L, 1L));
            });
        }
    }

    @Test
    @Promise("feed.kafka-down")
    void withKafkaHungPeopleTweetAndReadAndTheRestComesLater(Kafka kafka) {
        answersWithKafkaHung(kafka, author -> author.tweets("kafka is away"));
    }

    @Test
    @Promise(value = "feed.kafka-down", naive = true)
    void whoSendsToKafkaBeforeAnsweringDoesNotAnswer(Kafka kafka) {
        kafka.createTopic("naive", 1);
        try (var producer = kafka.producer()) {
            producer.partitionsFor(kafka.topic("naive"));
            Toy.mustFail(1, () -> answersWithKafkaHung(kafka, author -> {
                assertThat(producer.send(new ProducerRecord<>(kafka.topic("naive"), new byte[0])))
                        .succeedsWithin(Duration.ofSeconds(2));
                return author.tweets("kafka is away");
            }));
        }
    }

    private void answersWithKafkaHung(Kafka kafka, Function<FeedApi.User, String> posting) {
        FeedApi.User author = api.user();
        FeedApi.User reader = api.user();
        reader.does("follow", author);
        reader.home();
        String tweet;
        kafka.server().suspend();
        try {
            tweet = posting.apply(author);
            assertThat(author.home()).containsExactly(tweet);
        } finally {
            kafka.server().resume();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> reader.home().contains(tweet));
    }

    @Test
    @Promise("feed.full-page")
    void whoComesBackGetsAFullPageAlsoIfTheNewestHundredAreGone(Redis redis) {
        FeedApi.User reader = api.user();
        try (var raw = new RawTimelines(redis.url())) {
            List<String> lasting = newestHundredGone(reader, raw);
            fullPage(() -> FeedApi.ids(reader.feed("").json().get("tweets")), lasting);
            raw.flush();
            fullPage(() -> FeedApi.ids(reader.feed("").json().get("tweets")), lasting);
            assertThat(reader.homeByPagesOf(20)).isEqualTo(lasting);
        }
    }

    @Test
    @Promise(value = "feed.full-page", naive = true)
    void filteringTheNewestHundredLeavesAnEmptyPage(Redis redis) {
        FeedApi.User reader = api.user();
        try (var raw = new RawTimelines(redis.url())) {
            List<String> lasting = newestHundredGone(reader, raw);
            Toy.mustFail(1, () -> fullPage(() -> raw.entries(reader.number()).orElseThrow().stream().limit(100)
                    .map(TweetId::text).filter(tweet -> reader.sees(tweet).status() == 200).limit(20).toList(),
                    lasting));
        }
    }

    private static void fullPage(Supplier<List<String>> page, List<String> lasting) {
        assertThat(page.get()).isEqualTo(lasting.subList(0, 20));
    }

    /** @return what is still there, the newest first */
    private List<String> newestHundredGone(FeedApi.User reader, RawTimelines raw) {
        FeedApi.User author = api.user();
        reader.does("follow", author);
        List<String> lasting = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            lasting.addFirst(author.tweets("lasting " + i));
        }
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            gone.add(author.tweets("gone " + i));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            reader.home();
            return raw.entries(reader.number()).filter(entries -> entries.size() == 135).isPresent();
        });
        gone.forEach(tweet -> author.deletes(tweet).expect(204));
        return lasting;
    }
}
