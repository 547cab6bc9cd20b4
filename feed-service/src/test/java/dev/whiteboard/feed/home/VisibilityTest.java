package dev.whiteboard.feed.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.stream.NewsLoad;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is withdrawn is not seen on the very next read, by whichever way the tweet came. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class VisibilityTest {
    private FeedApi api;

    /** How a tweet gets into a reader's timeline. */
    enum Way {
        PUSHED, PULLED, COLD
    }

    /** What ends it. The people: who wrote the tweet, who retweeted it, and the reader, who follows both. */
    enum End {
        DELETED, READER_BLOCKS_AUTHOR, AUTHOR_BLOCKS_READER, READER_MUTES_AUTHOR, READER_UNFOLLOWS;

        boolean alsoByName() {
            return this == DELETED || this == READER_BLOCKS_AUTHOR || this == AUTHOR_BLOCKS_READER;
        }
    }

    static Stream<Arguments> matrix() {
        return Arrays.stream(End.values()).flatMap(end -> Arrays.stream(Way.values())
                .flatMap(way -> Stream.of(true, false).map(retweet -> Arguments.of(end, way, retweet))));
    }

    static Stream<Arguments> ends() {
        return Arrays.stream(End.values())
                .flatMap(end -> Stream.of(true, false).map(retweet -> Arguments.of(end, retweet)));
    }

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    @Promise("feed.withdrawn-at-once")
    void whatIsWithdrawnIsGoneFromTheNextReadOn(End end, Way way, boolean retweet, Redis redis) {
        withdraw(end, way, retweet, redis, reader -> reader::home);
    }

    @ParameterizedTest
    @MethodSource("ends")
    @Promise(value = "feed.withdrawn-at-once", naive = true)
    void aPageThatIsCachedShowsWhatIsWithdrawn(End end, boolean retweet,
            Redis redis) {
        Toy.mustFail(1, () -> withdraw(end, Way.PUSHED, retweet, redis, reader -> {
            List<List<String>> cached = new ArrayList<>();
            return () -> {
                List<String> now = reader.home();
                if (cached.isEmpty() || now.size() > cached.getFirst().size()) {
                    cached.addFirst(now);
                }
                return cached.getFirst();
            };
        }));
    }

    /** @param reading how a reader reads their first page */
    private void withdraw(End end, Way way, boolean retweet, Redis redis,
            Function<FeedApi.User, Supplier<List<String>>> reading) {
        FeedApi.User author = api.user();
        FeedApi.User fan = api.user();
        FeedApi.User reader = api.user();
        FeedApi.User source = retweet ? fan : author;
        Supplier<List<String>> home = reading.apply(reader);
        reader.does("follow", source);
        String parent = reader.tweets("parent");
        assertThat(home.get()).containsExactly(parent);
        String tweet = author.replies(parent, "to be withdrawn");
        if (retweet) {
            fan.retweets(tweet).expect(200);
        }
        try (var raw = new RawTimelines(redis.url())) {
            arrive(way, source, reader, raw);
            assertThat(home.get()).containsExactly(tweet, parent);
            assertThat(ranked(reader)).contains(tweet);
            assertThat(told(reader, parent)).containsExactly(tweet);
            switch (end) {
                case DELETED -> author.deletes(tweet).expect(204);
                case READER_BLOCKS_AUTHOR -> reader.does("block", author);
                case AUTHOR_BLOCKS_READER -> author.does("block", reader);
                case READER_MUTES_AUTHOR -> reader.does("mute", author);
                case READER_UNFOLLOWS -> reader.does("unfollow", source);
            }
            assertThat(home.get()).containsExactly(parent);
        }
        assertThat(ranked(reader)).doesNotContain(tweet);
        assertThat(told(reader, parent)).isEmpty();
        assertThat(reader.homeByPagesOf(1)).containsExactly(parent);
        if (end.alsoByName()) {
            assertThat(reader.sees(tweet).status()).isEqualTo(404);
            assertThat(author.posted(reader)).doesNotContain(tweet);
            assertThat(fan.posted(reader)).doesNotContain(tweet);
            assertThat(FeedApi.ids(api.get("/api/v1/tweets/" + parent + "/replies", reader.token()).json()
                    .get("data"))).isEmpty();
            assertThat(reader.likes(tweet).status()).isEqualTo(404);
            assertThat(reader.retweets(tweet).status()).isEqualTo(404);
            assertThat(api.post("/api/v1/tweets", "{\"content\":\"x\",\"reply_to\":\"" + tweet + "\"}",
                    reader.token()).status()).isEqualTo(422);
        }
    }

    @Test
    @Promise(value = "feed.withdrawn-at-once", naive = true)
    void believingTheTimelineShowsWhatIsDeleted(Redis redis) {
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(20, () -> {
                FeedApi.User author = api.user();
                FeedApi.User reader = api.user();
                reader.does("follow", author);
                String tweet = author.tweets("to be deleted");
                arrive(Way.PUSHED, author, reader, raw);
                author.deletes(tweet).expect(204);
                assertThat(raw.entries(reader.number()).orElseThrow())
                        .doesNotContain(TweetId.parse(tweet).orElseThrow());
            });
        }
    }

    private List<String> ranked(FeedApi.User reader) {
        return FeedApi.ids(reader.feed("?mode=for_you").json().get("tweets"));
    }

    /** What a stream that is opened now tells first of what came after that tweet. */
    private List<String> told(FeedApi.User reader, String after) {
        return NewsLoad.after(api, reader.number(), TweetId.parse(after).orElseThrow());
    }

    private void arrive(Way way, FeedApi.User source, FeedApi.User reader, RawTimelines raw) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            reader.home();
            return raw.entries(reader.number()).filter(entries -> !entries.isEmpty()).isPresent();
        });
        switch (way) {
            case PUSHED -> {}
            case PULLED -> {
                api.jdbc().sql("insert into pulled_author values (?) on conflict do nothing").param(source.number())
                        .update();
                api.jdbc().sql("update entry set pushed = false where author_id = ?").param(source.number()).update();
                raw.timelines().remove(reader.number(), raw.entries(reader.number()).orElse(List.of()));
            }
            case COLD -> raw.flush();
        }
    }
}
