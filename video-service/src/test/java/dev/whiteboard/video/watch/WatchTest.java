package dev.whiteboard.video.watch;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what a player says to the number that everybody sees. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class WatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Theatre theatre;
    private Studio.User alice;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        theatre = Theatre.shared(environment, tokens);
        alice = theatre.studio().user(Theatre.name(1));
    }

    private boolean watched(VideoId video, String session, double seconds) {
        return alice.post(Theatre.path(video) + "/views",
                Studio.json(Map.of("session_id", session, "watched_sec", seconds))).ok().json().get("counted")
                .asBoolean();
    }

    private void awaitViews(VideoId video, long views) {
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(theatre.studio().video(video.toString()).get("views").asLong()).isEqualTo(views));
    }

    @ParameterizedTest
    @CsvSource({"10, 60000, true", "9.99, 60000, false", "0, 60000, false", "4, 4000, true", "3.9, 4000, false",
        "0, 0, true", "10,, true", "9,, false"})
    void tenSecondsMakeAViewOrAllOfWhatIsShorter(double watched, Long durationMs, boolean view) {
        assertThat(Attention.isView(watched, durationMs)).isEqualTo(view);
    }

    @Test
    void aSessionCountsOnceHoweverOftenItsPlayerSaysSo() {
        VideoId video = theatre.published(alice, "Watched");
        assertThat(watched(video, "first", 5)).isFalse();
        for (double seconds : new double[]{10, 20, 30, 30}) {
            assertThat(watched(video, "first", seconds)).isTrue();
        }
        assertThat(watched(video, "second", 12.5)).isTrue();
        awaitViews(video, 2);
    }

    @Test
    @Promise("video.views-replayable")
    void theWholeTopicAgainInAnotherOrderChangesNothing(Kafka kafka) {
        VideoId video = theatre.published(alice, "Replayed");
        for (int i = 0; i < 10; i++) {
            watched(video, "session-" + i, 10);
        }
        awaitViews(video, 10);
        List<ConsumerRecord<String, byte[]>> told = told(kafka, video, 10).reversed();
        told.forEach(view -> ContractCheck.of(ViewEvent.TOPIC).accept(view.value()));
        changesNothing(() -> tellAgain(kafka, told),
                () -> theatre.bean(ViewStore.class).totals(List.of(video)).get(video));
        awaitViews(video, 10);
    }

    @Test
    @Promise(value = "video.views-replayable", naive = true)
    void countingWhateverIsToldCountsItAgain(Kafka kafka) {
        VideoId video = theatre.published(alice, "Counted naively");
        watched(video, "first", 10);
        List<ConsumerRecord<String, byte[]>> told = told(kafka, video, 1);
        JdbcClient jdbc = theatre.jdbc();
        jdbc.sql("create table if not exists naive_views as select 0 as views").update();
        Runnable count = () -> told.forEach(_ -> jdbc.sql("update naive_views set views = views + 1").update());
        count.run();
        Toy.mustFail(1, () -> changesNothing(count,
                () -> jdbc.sql("select views from naive_views").query(Long.class).single()));
    }

    private static void changesNothing(Runnable again, Supplier<Long> views) {
        Long before = views.get();
        again.run();
        assertThat(views.get()).isEqualTo(before);
    }

    /** Under other names, as if nobody had heard of it; waits until all of it has been heard. */
    private void tellAgain(Kafka kafka, List<ConsumerRecord<String, byte[]>> told) {
        String again = "again-" + UUID.randomUUID();
        for (int i = 0; i < told.size(); i++) {
            kafka.send(ViewEvent.TOPIC, told.get(i).key(), told.get(i).value(),
                    Map.of("ce_id", again + "-" + i, "ce_type", ViewEvent.TYPE, "ce_time", "2026-01-01T00:00:00Z"));
        }
        await().atMost(PATIENCE).until(() -> theatre.jdbc()
                .sql("select count(*) from inbox where consumer = 'video.views' and event_id like :ids || '%'")
                .param("ids", again).query(Integer.class).single() == told.size());
    }

    private static List<ConsumerRecord<String, byte[]>> told(Kafka kafka, VideoId video, int count) {
        List<ConsumerRecord<String, byte[]>> told = new ArrayList<>();
        try (var reader = kafka.reader(ViewEvent.TOPIC)) {
            await().atMost(PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (new String(record.value(), StandardCharsets.UTF_8).contains(video.toString())) {
                        told.add(record);
                    }
                });
                return told.size() >= count;
            });
        }
        return told;
    }

    @Test
    void theContractsExamplesAreUnderstood() {
        Map<String, byte[]> examples = ContractCheck.of(ViewEvent.TOPIC).examples();
        assertThat(Json.tolerant().readValue(examples.get("signed-in"), ViewEvent.class).viewer())
                .isEqualTo("usr_01k2m3n4p5q6s");
        assertThat(Json.tolerant().readValue(examples.get("anonymous"), ViewEvent.class).viewer())
                .as("whoever calls a session like a user is not that user").isEqualTo("~player-7");
    }

    @Test
    void withRedisHungPeopleWatchAndAreCounted(Redis redis) {
        VideoId video = theatre.published(alice, "Watched without Redis");
        redis.server().suspend();
        try {
            assertThat(watched(video, "first", 10)).isTrue();
            assertThat(watched(video, "first", 20)).isTrue();
            awaitViews(video, 1);
        } finally {
            theatre.resume(redis);
        }
        awaitViews(video, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"session_id\":\"\",\"watched_sec\":10}|422|session_id",
        "{\"session_id\":\"a b\",\"watched_sec\":10}|422|session_id",
        "{\"session_id\":\"ü\",\"watched_sec\":10}|422|session_id",
        "{\"session_id\":\"a\",\"watched_sec\":-1}|422|watched_sec",
        "{\"session_id\":\"a\",\"watched_sec\":86401}|422|watched_sec",
        "{\"session_id\":\"a\",\"watched_sec\":1e400}|4|watched_sec", "{\"session_id\":\"a\"}|400|watched_sec",
        "{\"watched_sec\":10}|400|session_id", "{\"session_id\":7,\"watched_sec\":10}|400|session_id",
        "{\"session_id\":\"a\",\"watched_sec\":\"10\"}|400|watched_sec",
        "{\"session_id\":\"a\",\"watched_sec\":10,\"x\":1}|400|x", "[]|400|", "nothing|400|"})
    @Promise("video.audience-bad-input")
    void whatIsNoViewIsRefusedByName(String body, int status, String field) {
        VideoId video = theatre.published(alice, "Watched");
        Answer answer = alice.post(Theatre.path(video) + "/views", body);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        if (status >= 400) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        }
        if (field != null) {
            assertThat(answer.field()).isEqualTo(field);
        }
    }

    @Test
    void whatDoesNotPlayIsNotWatched() {
        assertThat(alice.post("/api/v1/videos/vid_7zzzzzzzzzzzz/views", "{\"session_id\":\"a\",\"watched_sec\":10}")
                .status()).isEqualTo(404);
        VideoId video = theatre.published(alice, "Deleted");
        alice.delete(Theatre.path(video)).ok();
        assertThat(alice.post(Theatre.path(video) + "/views", "{\"session_id\":\"a\",\"watched_sec\":10}").status())
                .isEqualTo(404);
        String uploading = alice.begin(Map.of()).get("video_id").asString();
        assertThat(alice.post("/api/v1/videos/" + uploading + "/views", "{\"session_id\":\"a\",\"watched_sec\":10}")
                .status()).isEqualTo(409);
    }

    @Test
    void whatIsNoEventIsBuriedAndOthersFlow(Kafka kafka) {
        VideoId video = theatre.published(alice, "Beside nonsense");
        kafka.send(ViewEvent.TOPIC, "x", "{\"video_id\":\"nothing\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", ViewEvent.TYPE, "ce_time",
                        "2026-01-01T00:00:00Z"));
        watched(video, "x", 10);
        awaitViews(video, 1);
    }
}
