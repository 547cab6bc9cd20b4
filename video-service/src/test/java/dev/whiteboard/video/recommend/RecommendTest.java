package dev.whiteboard.video.recommend;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.VideoId;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody is shown at home and beside a video. People and channels are new in each test. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class RecommendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final AtomicInteger PEOPLE = new AtomicInteger(1_000);
    /** So small that what a test publishes fills several. */
    private static final int PAGE = 5;
    private static final String HOME = "/api/v1/videos/feed";

    private Theatre theatre;
    private Studio.User viewer;
    private Studio.User channel;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        theatre = Theatre.shared(environment, tokens);
        viewer = somebody();
        channel = somebody();
    }

    private Studio.User somebody() {
        return theatre.studio().user(Theatre.name(PEOPLE.incrementAndGet()));
    }

    private void watched(Studio.User by, VideoId video) {
        theatre.jdbc().sql("insert into watched (video_id, session_id, viewer, at) values (:video, :by, :by, wb_now())")
                .param("video", video.number()).param("by", by.id()).update();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("data").valueStream().map(video -> video.get("video_id").asString()).toList();
    }

    /** Why that video is in the list; nothing if it is not. */
    private static List<String> reasons(JsonNode page, VideoId video) {
        return page.get("data").valueStream().filter(one -> one.get("video_id").asString().equals(video.toString()))
                .flatMap(one -> one.get("reasons").valueStream()).map(reason -> reason.get("signal").asString())
                .toList();
    }

    private JsonNode home() {
        return viewer.get(HOME + "?limit=100").ok().json();
    }

    private JsonNode related(VideoId video) {
        return theatre.studio().get(Theatre.path(video) + "/related?limit=100").ok().json();
    }

    @Test
    void homeBeginsWithChannelsThatSomebodySubscribesToAndHasNothingOfTheirOwnOrSeen() {
        VideoId fresh = theatre.published(channel, "From a channel");
        VideoId seen = theatre.published(channel, "Seen before");
        VideoId own = theatre.published(viewer, "My own");
        viewer.post("/api/v1/users/" + channel.id() + "/subscribe", "").ok();
        watched(viewer, seen);
        JsonNode page = home();
        assertThat(ids(page)).contains(fresh.toString()).doesNotContain(own.toString(), seen.toString())
                .doesNotHaveDuplicates();
        assertThat(reasons(page, fresh)).first().isEqualTo("subscribed");
        assertThat(page.get("data").get(0).get("title").asString()).isNotEmpty();
        viewer.delete("/api/v1/users/" + channel.id() + "/subscribe").ok();
        assertThat(reasons(home(), fresh)).doesNotContain("subscribed");
    }

    @Test
    void whatOthersWatchedTooIsRecommendedOnceTheyAreTwo() {
        VideoId seen = theatre.published(channel, "Seen");
        VideoId next = theatre.published(somebody(), "Seen next");
        watched(viewer, seen);
        Studio.User first = somebody();
        watched(first, seen);
        watched(first, next);
        assertThat(reasons(home(), next)).doesNotContain("watched_together");
        assertThat(reasons(related(seen), next)).doesNotContain("watched_together");
        Studio.User second = somebody();
        watched(second, seen);
        watched(second, next);
        assertThat(reasons(home(), next)).contains("watched_together");
        assertThat(reasons(related(seen), next)).contains("watched_together");
    }

    @Test
    void besideAVideoStandsWhatIsAboutTheSameAndWhatItsChannelHas() {
        VideoId video = theatre.published(channel, "Restoring a harpsichord", "harpsichord");
        VideoId alike = theatre.published(somebody(), "Tuning a harpsichord", "harpsichord");
        VideoId other = theatre.published(channel, "Something else");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reasons(related(video), alike)).contains("similar"));
        JsonNode page = related(video);
        assertThat(reasons(page, other)).contains("same_channel");
        assertThat(ids(page)).doesNotContain(video.toString()).doesNotHaveDuplicates();
        watched(viewer, video);
        assertThat(reasons(home(), alike)).contains("similar");
    }

    private interface Next {
        /** @return the page after that one, or the first */
        JsonNode page(String cursor, int from);
    }

    private void pagesNeitherRepeatNorSkip(Next next) {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            there.add(theatre.published(somebody(), "Page " + i).toString());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = next.page(cursor, read.size());
            read.addAll(ids(page));
            VideoId loud = theatre.published(channel, "Later and better");
            theatre.jdbc().sql("update video set likes = 1000000 where id = :id").param("id", loud.number()).update();
            JsonNode following = page.at("/pagination/next_cursor");
            cursor = following.isString() ? following.asString() : "";
        } while (!cursor.isEmpty());
        assertThat(read).doesNotHaveDuplicates().containsAll(there);
    }

    @Test
    @Promise("video.home-stable-scroll")
    void pagesOfHomeNeitherRepeatNorSkipWhileOthersPublish() {
        pagesNeitherRepeatNorSkip((cursor, _) -> viewer
                .get(HOME + "?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).ok().json());
    }

    @Test
    @Promise(value = "video.home-stable-scroll", naive = true)
    void rankingEachPageAnewRepeatsOrSkips() {
        Recommendations recommendations = theatre.bean(Recommendations.class);
        Toy.mustFail(1, () -> pagesNeitherRepeatNorSkip((_, from) -> {
            List<Ranked> all = recommendations.home(viewer.id());
            List<Map<String, String>> data = all.stream().skip(from).limit(PAGE)
                    .map(ranked -> Map.of("video_id", ranked.video().toString())).toList();
            Map<String, String> pagination = from + PAGE < all.size() ? Map.of("next_cursor", "more") : Map.of();
            return tools.jackson.databind.json.JsonMapper.shared()
                    .valueToTree(Map.of("data", data, "pagination", pagination));
        }));
    }

    @Test
    @Promise("video.deleted-unrecommended")
    void whatIsDeletedIsGoneFromTheNextPageOnAlsoOfAScrollThatIsUnderWay() {
        VideoId deleted = goneFromTheRest(() -> {
            JsonNode page = viewer.get(HOME + "?limit=1").ok().json();
            String cursor = page.at("/pagination/next_cursor").asString();
            return new Scroll(ids(page).getFirst(),
                    () -> ids(viewer.get(HOME + "?limit=100&cursor=" + cursor).ok().json()));
        });
        assertThat(ids(home())).doesNotContain(deleted.toString());
        assertThat(theatre.studio().get(Theatre.path(deleted) + "/related").status()).isEqualTo(404);
    }

    @Test
    @Promise(value = "video.deleted-unrecommended", naive = true)
    void believingTheOrderThatIsHeldShowsWhatIsDeleted() {
        Recommendations recommendations = theatre.bean(Recommendations.class);
        Toy.mustFail(1, () -> goneFromTheRest(() -> {
            List<String> held = recommendations.home(viewer.id()).stream().map(ranked -> ranked.video().toString())
                    .toList();
            return new Scroll(held.getFirst(), () -> held.subList(1, held.size()));
        }));
    }

    private record Scroll(String first, Supplier<List<String>> rest) {}

    /** @return what was deleted after the first page was read */
    private VideoId goneFromTheRest(Supplier<Scroll> begin) {
        viewer.post("/api/v1/users/" + channel.id() + "/subscribe", "").ok();
        VideoId first = theatre.published(channel, "First of two");
        VideoId second = theatre.published(channel, "Second of two");
        Scroll scroll = begin.get();
        VideoId shown = VideoId.of(scroll.first());
        assertThat(shown).isIn(first, second);
        VideoId deleted = shown.equals(first) ? second : first;
        assertThat(ids(related(shown))).contains(deleted.toString());
        channel.delete(Theatre.path(deleted)).ok();
        assertThat(ids(related(shown))).doesNotContain(deleted.toString());
        assertThat(scroll.rest().get()).doesNotContain(deleted.toString());
        return deleted;
    }

    @Test
    @Promise("video.audience-bad-input")
    void aFeedNeedsATokenAndACursorOfItsOwn(Redis redis) {
        for (int i = 0; i < 3; i++) {
            theatre.published(channel, "Filler");
        }
        assertThat(theatre.studio().get(HOME).status()).isEqualTo(401);
        assertThat(viewer.get(HOME + "?limit=0").status()).isEqualTo(400);
        assertThat(viewer.get(HOME + "?cursor=nonsense").field()).isEqualTo("cursor");
        String cursor = viewer.get(HOME + "?limit=1").ok().json().at("/pagination/next_cursor").asString();
        assertThat(channel.get(HOME + "?limit=1&cursor=" + cursor).status()).as("of somebody else").isEqualTo(400);
        assertThat(viewer.get(HOME + "?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        try (RedisClient client = RedisClient.create(redis.url())) {
            client.connect().sync().flushdb();
        }
        Answer lost = viewer.get(HOME + "?limit=1&cursor=" + cursor);
        assertThat(lost.status()).isEqualTo(410);
        assertThat(lost.field()).isEqualTo("cursor");
        assertThat(theatre.studio().get("/api/v1/videos/nothing/related").status()).isEqualTo(404);
    }

    @Test
    void withRedisHungHomeHasItsFirstPage(Redis redis) {
        VideoId video = theatre.published(channel, "Without Redis");
        viewer.post("/api/v1/users/" + channel.id() + "/subscribe", "").ok();
        redis.server().suspend();
        try {
            JsonNode page = viewer.get(HOME + "?limit=1").ok().json();
            assertThat(ids(page)).containsExactly(video.toString());
            assertThat(page.at("/pagination/has_more").asBoolean()).isFalse();
        } finally {
            theatre.resume(redis);
        }
    }
}
