package dev.whiteboard.video.search;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.VideoId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What viewers find. Each test speaks of things that no other speaks of. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class FindingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SEARCH = "/api/v1/videos/search?q=";

    private Theatre theatre;
    private Studio.User alice;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        theatre = Theatre.shared(environment, tokens);
        alice = theatre.studio().user(Theatre.name(1));
    }

    private List<String> found(String words) {
        return theatre.studio().get(SEARCH + encoded(words)).ok().json().get("data").valueStream()
                .map(video -> video.get("video_id").asString()).toList();
    }

    private List<String> suggested(String beginning) {
        return theatre.studio().get("/api/v1/videos/search/suggest?q=" + encoded(beginning)).ok().json().get("data")
                .valueStream().map(JsonNode::asString).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void awaitFound(String words, VideoId... videos) {
        List<String> ids = Stream.of(videos).map(VideoId::toString).toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(found(words)).containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void aVideoIsFoundByTitleAndTagsWithATypoAndInAnyForm() {
        VideoId named = theatre.published(alice, "Building theremins at home", "electronics");
        VideoId tagged = theatre.published(alice, "A strange instrument", "theremin");
        awaitFound("theremin", named, tagged);
        assertThat(found("theremin")).as("the title counts more").first().isEqualTo(named.toString());
        assertThat(found("teremin")).contains(named.toString());
        assertThat(found("Thérémins build")).containsExactly(named.toString());
        assertThat(found("xylorimba")).isEmpty();
    }

    @Test
    void aBeginningIsCompleted() {
        theatre.published(alice, "Wireless glockenspiel");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(suggested("glock")).containsExactly("Wireless glockenspiel"));
        assertThat(suggested("wireless gl")).containsExactly("Wireless glockenspiel");
        assertThat(suggested("glokensp")).containsExactly("Wireless glockenspiel");
        assertThat(suggested(" ")).isEmpty();
    }

    @Test
    void pagesHoldEveryVideoOnce() {
        List<VideoId> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(theatre.published(alice, "Bandoneon"));
        }
        awaitFound("bandoneon", all.toArray(VideoId[]::new));
        // What other tests have just published may still move the scores between two pages.
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> read = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = theatre.studio().get(SEARCH + "bandoneon&limit=3" + next).ok().json();
                page.get("data").forEach(video -> read.add(video.get("video_id").asString()));
                JsonNode cursor = page.at("/pagination/next_cursor");
                next = cursor.isString() ? "&cursor=" + cursor.asString() : "";
            } while (!next.isEmpty());
            assertThat(read).hasSize(7).containsExactlyInAnyOrderElementsOf(
                    all.stream().map(VideoId::toString).toList());
        });
    }

    @Test
    @Promise("video.audience-bad-input")
    void aSearchThatMakesNoSenseIsRefusedByName() {
        VideoId first = theatre.published(alice, "Hurdygurdy");
        VideoId second = theatre.published(alice, "Hurdygurdy");
        awaitFound("hurdygurdy", first, second);
        String cursor = theatre.studio().get(SEARCH + "hurdygurdy&limit=1").json().at("/pagination/next_cursor")
                .asString();
        assertThat(theatre.studio().get(SEARCH + "hurdygurdy&limit=1&cursor=" + cursor).status()).isEqualTo(200);
        Answer foreign = theatre.studio().get(SEARCH + "other&cursor=" + cursor);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.field()).isEqualTo("cursor");
        assertThat(theatre.studio().get(SEARCH + "a&cursor=nonsense").status()).isEqualTo(400);
        Answer tooLong = theatre.studio().get(SEARCH + "x".repeat(201));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.field()).isEqualTo("q");
        assertThat(theatre.studio().get(SEARCH + "a&limit=101").status()).isEqualTo(400);
        for (String odd : List.of("\"", "*", "\\", "{}", "title:x AND (", "\uD83D\uDE80", "-")) {
            assertThat(theatre.studio().get(SEARCH + encoded(odd)).status()).as(odd).isEqualTo(200);
            assertThat(theatre.studio().get("/api/v1/videos/search/suggest?q=" + encoded(odd)).status()).as(odd)
                    .isEqualTo(200);
        }
    }
}
