package dev.whiteboard.video.audience;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.VideoId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Liking, saying and subscribing. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class AudienceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TAPPERS = 8;

    private Theatre theatre;
    private Studio.User alice;
    private Studio.User bob;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        theatre = Theatre.shared(environment, tokens);
        alice = theatre.studio().user(Theatre.name(1));
        bob = theatre.studio().user(Theatre.name(2));
    }

    private long likes(VideoId video) {
        return theatre.studio().video(video.toString()).get("likes").asLong();
    }

    @Test
    void whoeverLikesAgainLikesOnce() {
        VideoId video = theatre.published(alice, "Liked");
        String path = Theatre.path(video) + "/like";
        assertThat(alice.post(path, "").ok().json().get("likes").asLong()).isEqualTo(1);
        assertThat(alice.post(path, "").ok().json().get("likes").asLong()).isEqualTo(1);
        assertThat(bob.post(path, "").ok().json().get("likes").asLong()).isEqualTo(2);
        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(likes(video)).isEqualTo(1);
    }

    /** Taps of the same few people at the same time. */
    interface Tap {
        void on(VideoId video, String user, boolean like);
    }

    private void countIsSizeOfSet(Tap tap, int rounds) {
        Random random = Seed.random("likes");
        VideoId video = theatre.published(alice, "Tapped");
        for (int round = 0; round < rounds; round++) {
            long seed = random.nextLong();
            Race.of(TAPPERS).run((int number) -> {
                Random mine = new Random(seed + number);
                tap.on(video, "usr_tapper" + mine.nextInt(3), mine.nextBoolean());
                return true;
            });
            assertThat(likes(video)).isEqualTo(theatre.jdbc()
                    .sql("select count(*) from video_like where video_id = :video").param("video", video.number())
                    .query(Long.class).single());
        }
    }

    @Test
    @Promise("video.likes-equal-set")
    void whateverIsTappedAtOnceTheCountIsTheSizeOfTheSet() {
        Likes likes = theatre.bean(Likes.class);
        countIsSizeOfSet((video, user, like) -> {
            if (like) {
                likes.add(video, user);
            } else {
                likes.remove(video, user);
            }
        }, Scale.rounds(500));
    }

    @Test
    @Promise(value = "video.likes-equal-set", naive = true)
    void lookingFirstAndCountingThenMiscounts() {
        Toy.mustFail(20, () -> countIsSizeOfSet((video, user, like) -> {
            boolean there = theatre.jdbc()
                    .sql("select exists (select 1 from video_like where video_id = :video and user_id = :user)")
                    .param("video", video.number()).param("user", user).query(Boolean.class).single();
            if (there == like) {
                return;
            }
            theatre.jdbc().sql(like
                    ? "insert into video_like (video_id, user_id) values (:video, :user) on conflict do nothing"
                    : "delete from video_like where video_id = :video and user_id = :user")
                    .param("video", video.number()).param("user", user).update();
            theatre.jdbc().sql("update video set likes = likes + :more where id = :video").param("more", like ? 1 : -1)
                    .param("video", video.number()).update();
        }, 50));
    }

    @Test
    void commentsComeTheNewestFirstAndPagesNeitherRepeatNorSkip() {
        VideoId video = theatre.published(alice, "Discussed");
        String path = Theatre.path(video) + "/comments";
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Answer answer = bob.post(path, "{\"text\":\" Word %d \"}".formatted(i));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.json().get("text").asString()).isEqualTo("Word " + i);
            assertThat(answer.json().get("author_id").asString()).isEqualTo(bob.id());
            said.addFirst(answer.json().get("comment_id").asString());
        }
        List<String> read = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = theatre.studio().get(path + "?limit=3" + next).ok().json();
            page.get("data").forEach(comment -> read.add(comment.get("comment_id").asString()));
            bob.post(path, "{\"text\":\"Later\"}").ok();
            JsonNode cursor = page.at("/pagination/next_cursor");
            next = cursor.isString() ? "&cursor=" + cursor.asString() : "";
        } while (!next.isEmpty());
        assertThat(read).isEqualTo(said);
    }

    @Test
    void aSubscriptionMayBeRepeatedAndTakenBack() {
        String path = "/api/v1/users/" + bob.id() + "/subscribe";
        for (int i = 0; i < 2; i++) {
            JsonNode answer = alice.post(path, "").ok().json();
            assertThat(answer.get("subscribed").asBoolean()).isTrue();
            assertThat(answer.get("user_id").asString()).isEqualTo(bob.id());
        }
        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(alice.delete(path).status()).isEqualTo(204);
        Answer self = alice.post("/api/v1/users/" + alice.id() + "/subscribe", "");
        assertThat(self.status()).isEqualTo(422);
        assertThat(self.field()).isEqualTo("id");
        assertThat(alice.post("/api/v1/users/" + TestTokens.NOBODY + "/subscribe", "").status()).isEqualTo(404);
        assertThat(alice.post("/api/v1/users/nonsense/subscribe", "").status()).isEqualTo(404);
    }

    @Test
    @Promise("video.audience-forgotten")
    void whatIsDeletedHasNoAudienceFromThatMomentAndItsRowsGo() {
        VideoId video = theatre.published(alice, "Regretted");
        bob.post(Theatre.path(video) + "/like", "").ok();
        bob.post(Theatre.path(video) + "/comments", "{\"text\":\"Nice\"}").ok();
        assertThat(alice.delete(Theatre.path(video)).status()).isEqualTo(204);
        assertThat(theatre.studio().get(Theatre.path(video) + "/comments").status()).isEqualTo(404);
        assertThat(bob.post(Theatre.path(video) + "/comments", "{\"text\":\"Late\"}").status()).isEqualTo(404);
        assertThat(bob.post(Theatre.path(video) + "/like", "").status()).isEqualTo(404);
        assertThat(bob.delete(Theatre.path(video) + "/like").status()).isEqualTo(404);
        for (String table : List.of("video_like", "comment", "forgetting")) {
            await(table).atMost(PATIENCE).until(() -> theatre.jdbc()
                    .sql("select count(*) from " + table + " where video_id = :video").param("video", video.number())
                    .query(Integer.class).single() == 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"text\":\"\"}|422|text", "{\"text\":\"   \"}|422|text", "{}|400|text",
        "{\"text\":5}|400|text", "{\"text\":\"a\",\"x\":1}|400|x", "{\"text\":null}|400|text", "[]|400|", "{|400|",
        "{\"text\":\"\\u0000\"}|400|"})
    @Promise("video.audience-bad-input")
    void aCommentThatIsNoneIsRefusedByName(String body, int status, String field) {
        VideoId video = theatre.published(alice, "Commented");
        Answer answer = bob.post(Theatre.path(video) + "/comments", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asString()).isNotEmpty();
        if (field != null) {
            assertThat(answer.field()).isEqualTo(field);
        }
    }

    @Test
    void whatIsTooLongForeignOrUnknownIsRefused() {
        VideoId video = theatre.published(alice, "Commented");
        String path = Theatre.path(video) + "/comments";
        assertThat(bob.post(path, Studio.json(java.util.Map.of("text", "x".repeat(2_001)))).field()).isEqualTo("text");
        assertThat(bob.post(path, Studio.json(java.util.Map.of("text", "x".repeat(2_000)))).status()).isEqualTo(201);
        assertThat(bob.post(path, Studio.json(java.util.Map.of("text", "again"))).status()).isEqualTo(201);
        String cursor = theatre.studio().get(path + "?limit=1").json().at("/pagination/next_cursor").asString();
        VideoId other = theatre.published(alice, "Other");
        Answer foreign = theatre.studio().get(Theatre.path(other) + "/comments?cursor=" + cursor);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.field()).isEqualTo("cursor");
        assertThat(theatre.studio().get(path + "?limit=0").status()).isEqualTo(400);
        for (String id : List.of("nothing", "vid_7zzzzzzzzzzzz")) {
            assertThat(theatre.studio().get("/api/v1/videos/" + id + "/comments").status()).isEqualTo(404);
            assertThat(bob.post("/api/v1/videos/" + id + "/comments", "{\"text\":\"a\"}").status()).isEqualTo(404);
            assertThat(bob.post("/api/v1/videos/" + id + "/like", "").status()).isEqualTo(404);
        }
    }

    @Test
    void whatFailedIsNotForAnAudience() {
        VideoId video = theatre.published(alice, "Broken");
        theatre.jdbc()
                .sql("update video set status = 'failed', failure_code = 'EMPTY', failure_message = '' where id = :id")
                .param("id", video.number()).update();
        assertThat(bob.post(Theatre.path(video) + "/like", "").status()).isEqualTo(409);
    }
}
