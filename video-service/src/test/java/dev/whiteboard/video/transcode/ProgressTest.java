package dev.whiteboard.video.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Rendition;
import dev.whiteboard.video.catalog.Renditions;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.task.Task;
import dev.whiteboard.video.task.Tasks;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who brings a video on when several say at once, or too late, that they are done. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3}, shared = true)
class ProgressTest {
    private Workshop workshop;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        workshop = new Workshop(Studio.shared(environment, tokens).node());
    }

    @Test
    @Promise("video.published-once")
    void twoWhoFinishTheLastRenditionsAtOncePublishAllOfItOnce() {
        for (int round = 0; round < Scale.rounds(200); round++) {
            publishesOnce(workshop::finish);
        }
    }

    @Test
    @Promise(value = "video.published-once", naive = true)
    void lookingWhetherAllIsDoneWithoutTakingTurnsPublishesNothing() {
        Toy.mustFail(200, () -> publishesOnce(task -> Boolean.TRUE.equals(workshop.transactions().execute(status -> {
            Tasks tasks = workshop.bean(Tasks.class);
            tasks.finish(task);
            workshop.bean(Pieces.class).insert(task.video(), Workshop.piece(task));
            workshop.bean(Renditions.class).publish(task.video(),
                    new Rendition(task.rungs().getFirst(), 2, 2, "avc1", 1, 1));
            Tasks.Count count = tasks.count(task.video());
            return count.done() < count.all() || workshop.bean(Catalogue.class).ready(task.video());
        }))));
    }

    private void publishesOnce(Predicate<Task> finish) {
        VideoId video = workshop.video();
        List<Task> tasks = List.of(workshop.taken(video, 360), workshop.taken(video, 480));
        assertThat(Race.of(2).run((int number) -> finish.test(tasks.get(number)))).containsOnly(true);
        assertThat(workshop.status(video)).isEqualTo("ready");
        assertThat(workshop.bean(Renditions.class).of(video)).extracting(Rendition::rung).containsExactly(360, 480);
        assertThat(workshop.bean(Catalogue.class).find(video)).map(Video::version).as("told once").hasValue(2L);
    }

    @Test
    @Promise("video.zombies-rejected")
    void whoComesTooLateChangesNothing() {
        zombieIsRejected(workshop::finish);
    }

    @Test
    @Promise(value = "video.zombies-rejected", naive = true)
    void withoutTheAttemptInEveryWriteTheLateOneWins() {
        Toy.mustFail(1, () -> zombieIsRejected(task -> Boolean.TRUE.equals(workshop.transactions().execute(status -> {
            if (workshop.jdbc().sql("""
                    update task set state = 'done' where video_id = :video and name = :name and state = 'running'""")
                    .param("video", task.video().number()).param("name", task.name()).update() == 0) {
                return false;
            }
            workshop.bean(Pieces.class).insert(task.video(), Workshop.piece(task));
            return true;
        }))));
    }

    private void zombieIsRejected(Predicate<Task> finish) {
        VideoId video = workshop.video();
        Task late = workshop.taken(video, 360);
        Task present = workshop.taken(video, 360);
        assertThat(finish.test(late)).as("somebody else holds it").isFalse();
        assertThat(workshop.bean(Pieces.class).of(video, 360)).isEmpty();
        assertThat(finish.test(present)).isTrue();
        assertThat(finish.test(late)).isFalse();
        assertThat(finish.test(present)).as("said twice").isFalse();
        assertThat(workshop.bean(Pieces.class).of(video, 360)).extracting(Piece::attempt).containsExactly(2);
    }

    @Test
    void whatIsDeletedMeanwhileIsNotWorkedOn() {
        VideoId video = workshop.video();
        Task task = workshop.taken(video, 360);
        assertThat(workshop.bean(Catalogue.class).delete(video, "usr_workshop")).isTrue();
        assertThat(workshop.finish(task)).isFalse();
        assertThat(workshop.bean(Tasks.class).count(video).all()).isZero();
        assertThat(workshop.bean(Pieces.class).of(video, 360)).isEmpty();
    }
}
