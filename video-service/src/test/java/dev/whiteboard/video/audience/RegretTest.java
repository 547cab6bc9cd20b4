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
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.VideoId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A video is deleted in the moment in which others comment on it. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class RegretTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEOPLE = 4;

    private Theatre theatre;
    private JdbcClient jdbc;

    @BeforeEach
    void open(TestEnvironment environment, TestTokens tokens) {
        theatre = Theatre.shared(environment, tokens);
        jdbc = theatre.jdbc();
    }

    @Test
    @Promise("video.audience-forgotten")
    void whatIsSaidInTheMomentOfTheDeletionGoesToo() {
        Studio.User alice = theatre.studio().user(Theatre.name(1));
        Studio.User bob = theatre.studio().user(Theatre.name(2));
        List<VideoId> videos = new ArrayList<>();
        for (int round = Scale.rounds(200); round > 0; round--) {
            VideoId video = theatre.published(alice, "Regretted at once");
            List<Integer> told = Race.of(PEOPLE).run((int person) -> person == 0
                    ? alice.delete(Theatre.path(video)).status()
                    : bob.post(Theatre.path(video) + "/comments", "{\"text\":\"Nice\"}").status());
            assertThat(told.getFirst()).isEqualTo(204);
            assertThat(told.subList(1, PEOPLE)).isSubsetOf(201, 404);
            videos.add(video);
        }
        for (VideoId video : videos) {
            await().atMost(PATIENCE).until(() -> rows("forgetting", video.number()) == 0);
            nothingIsLeft("comment", video.number());
        }
    }

    @Test
    @Promise(value = "video.audience-forgotten", naive = true)
    void lookingForTheVideoAndThenCommentingLeavesCommentsOnNothing() {
        jdbc.sql("create table if not exists naive_video (id bigint primary key)").update();
        jdbc.sql("create table if not exists naive_comment (video_id bigint not null)").update();
        long[] number = {0};
        Toy.mustFail(200, () -> {
            long id = number[0]++;
            jdbc.sql("insert into naive_video values (?)").param(id).update();
            Race.of(PEOPLE).run((int person) -> {
                if (person == 0) {
                    jdbc.sql("delete from naive_video where id = ?").param(id).update();
                    jdbc.sql("delete from naive_comment where video_id = ?").param(id).update();
                } else if (jdbc.sql("select exists (select from naive_video where id = ?)").param(id)
                        .query(Boolean.class).single()) {
                    jdbc.sql("insert into naive_comment values (?)").param(id).update();
                }
                return true;
            });
            nothingIsLeft("naive_comment", id);
        });
    }

    private void nothingIsLeft(String table, long video) {
        assertThat(rows(table, video)).as(table).isZero();
    }

    private long rows(String table, long video) {
        return jdbc.sql("select count(*) from " + table + " where video_id = ?").param(video).query(Long.class)
                .single();
    }
}
