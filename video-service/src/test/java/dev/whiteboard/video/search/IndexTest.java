package dev.whiteboard.video.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.testkit.Elasticsearch;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index from before its beginning to its loss. Nobody works on it here but the tests. */
@Servers({POSTGRES, KAFKA, S3, ELASTICSEARCH})
class IndexTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static Theatre theatre;
    private static Studio.User alice;
    private static Indexing indexing;
    private static Elastic elastic;

    @BeforeAll
    static void open(TestEnvironment environment, TestTokens tokens, Elasticsearch server) {
        theatre = Theatre.open(environment, tokens,
                Map.of("whiteboard.video.search.write-every", "1h", "whiteboard.video.search.patience", "5s",
                        "whiteboard.video.search.lease", "10m"));
        alice = theatre.studio().user(Theatre.name(1));
        indexing = new Indexing(theatre.bean(Catalogue.class), theatre.bean(Changes.class), theatre.bean(Feed.class),
                theatre.bean(VideoIndex.class), 2);
        elastic = new Elastic(server.url(), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() throws Exception {
        elastic.close();
        theatre.studio().node().close();
    }

    /** As if there had never been an index. */
    @BeforeEach
    void forget() {
        lose();
        theatre.jdbc().sql("update search_feed set wanted = 0, rebuilt = 0").update();
    }

    private static List<String> indices() {
        return List.copyOf(elastic.call("GET", "/" + alias() + "-*?expand_wildcards=open", null).propertyNames());
    }

    private static String alias() {
        return theatre.bean(VideoIndex.class).alias();
    }

    private static void lose() {
        indices().forEach(name -> elastic.call("DELETE", "/" + name, null));
    }

    /** A video of which the index has heard. */
    private static VideoId told(String title) {
        VideoId video = theatre.published(alice, title);
        awaitTold(video);
        return video;
    }

    private static void awaitTold(VideoId video) {
        await().atMost(PATIENCE).until(() -> theatre.bean(Changes.class).some(1_000).containsKey(video));
    }

    /** What the index says. */
    private static List<VideoId> indexed(String words) {
        elastic.call("POST", "/" + alias() + "/_refresh", null);
        return theatre.bean(Searches.class).find(words, 100, null).stream().map(Searches.Hit::video).toList();
    }

    private static List<VideoId> found(String words) {
        return theatre.studio().get("/api/v1/videos/search?limit=100&q=" + words).ok().json().get("data").valueStream()
                .map(video -> VideoId.of(video.get("video_id").asString())).toList();
    }

    @Test
    void beforeThereIsAnIndexNothingIsFoundAndThatIsNoFault() {
        theatre.published(alice, "Ocarina");
        assertThat(found("ocarina")).isEmpty();
        assertThat(theatre.studio().get("/api/v1/videos/search/suggest?q=oc").ok().json().get("data")).isEmpty();
    }

    @Test
    @Promise("video.index-follows")
    void whatIsToldIsWrittenOnceTheIndexIsMadeAndWhatIsLostIsMadeAnew() {
        VideoId first = told("Kalimba one");
        indexing.run();
        assertThat(indexed("kalimba")).containsExactly(first);
        VideoId second = told("Kalimba two");
        indexing.run();
        assertThat(indexed("kalimba")).containsExactlyInAnyOrder(first, second);
        assertThat(theatre.bean(Changes.class).some(10)).isEmpty();
        lose();
        Answer away = theatre.studio().get("/api/v1/videos/search?q=kalimba");
        assertThat(away.status()).as("an index that was lost is not one that never was").isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("2");
        indexing.run();
        assertThat(indexed("kalimba")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    @Promise("video.index-follows")
    void aNewIndexTakesTheOldOnesPlaceInOneStepAndHasWhatChangedMeanwhile() {
        List<VideoId> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(told("Sousaphone"));
        }
        indexing.run();
        List<String> before = indices();
        alice.delete(Theatre.path(all.getFirst())).ok();
        awaitTold(all.getFirst());
        theatre.bean(Feed.class).wish();
        indexing.run();
        assertThat(indexed("sousaphone")).containsExactlyInAnyOrderElementsOf(all.subList(1, 5));
        assertThat(indices()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(theatre.bean(Feed.class).wished()).isZero();
    }

    private interface Search {
        List<VideoId> of(String words);
    }

    private static void showsNothingDeleted(String word, Search search) {
        VideoId kept = told(word);
        VideoId deleted = told(word);
        indexing.run();
        assertThat(indexed(word)).containsExactlyInAnyOrder(kept, deleted);
        alice.delete(Theatre.path(deleted)).ok();
        assertThat(search.of(word)).containsExactly(kept);
    }

    @Test
    @Promise("video.deleted-unfindable")
    void whatIsDeletedIsNotFoundFromThatMomentAndThenLeavesTheIndex() {
        showsNothingDeleted("Crumhorn", IndexTest::found);
        assertThat(theatre.studio().get("/api/v1/videos/search/suggest?q=crumh").ok().json().get("data")).hasSize(1);
        VideoId deleted = indexed("Crumhorn").stream().filter(video -> theatre.bean(Catalogue.class).find(video)
                .isEmpty()).findFirst().orElseThrow();
        awaitTold(deleted);
        indexing.run();
        assertThat(indexed("Crumhorn")).hasSize(1).doesNotContain(deleted);
    }

    @Test
    @Promise(value = "video.deleted-unfindable", naive = true)
    void believingTheIndexShowsWhatIsDeleted() {
        Toy.mustFail(1, () -> showsNothingDeleted("Serpent", IndexTest::indexed));
    }

    @Test
    void anotherReplicaDoesNotWriteMeanwhile() {
        VideoId video = told("Theorbo");
        indexing.run();
        var other = new Feed(theatre.jdbc(), Duration.ofMinutes(1));
        assertThat(other.hold()).isFalse();
        theatre.bean(Feed.class).release();
        assertThat(other.hold()).isTrue();
        alice.delete(Theatre.path(video)).ok();
        awaitTold(video);
        indexing.run();
        assertThat(indexed("theorbo")).containsExactly(video);
        other.release();
        indexing.run();
        assertThat(indexed("theorbo")).isEmpty();
    }

    @Test
    void withElasticsearchHungWhoSearchesIsToldSoAndVideosAreThere(Elasticsearch server) {
        VideoId video = told("Nyckelharpa");
        indexing.run();
        server.server().suspend();
        try {
            Answer answer = theatre.studio().get("/api/v1/videos/search?q=nyckelharpa");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(theatre.studio().get(Theatre.path(video)).status()).isEqualTo(200);
        } finally {
            server.server().resume();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(found("nyckelharpa")).containsExactly(video));
    }
}
