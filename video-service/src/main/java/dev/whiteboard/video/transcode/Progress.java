package dev.whiteboard.video.transcode;

import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.catalog.Rendition;
import dev.whiteboard.video.catalog.Renditions;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import dev.whiteboard.video.ladder.Rung;
import dev.whiteboard.video.playlist.Track;
import dev.whiteboard.video.task.Task;
import dev.whiteboard.video.task.Tasks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a video on by what a task has made of it. Whoever does takes the row of the video first: of two who finish the
 * last tasks at the same instant, the second sees what the first has done.
 */
@Component
class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    static final String PICTURES = "pictures";
    private static final int PERCENT = 100;

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Plans plans;
    private final Pieces pieces;
    private final Renditions renditions;
    private final Catalogue catalogue;
    private final TransactionTemplate transactions;

    Progress(JdbcClient jdbc, Tasks tasks, Plans plans, Pieces pieces, Renditions renditions, Catalogue catalogue,
            PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.plans = plans;
        this.pieces = pieces;
        this.renditions = renditions;
        this.catalogue = catalogue;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /**
     * Notes that a task is done, and what follows from it.
     *
     * @param effect what else becomes true with it
     * @return false, and nothing is noted, if somebody else holds the task by now or the video is gone
     */
    boolean finish(Task task, Runnable effect) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!hold(task.video()) || !tasks.finish(task)) {
                LOG.info("{} of {}, attempt {}, is others' by now", task.name(), task.video(), task.attempt());
                return false;
            }
            effect.run();
            bringOn(task.video());
            return true;
        }));
    }

    /** Gives the video up because of this task. @return false if somebody else holds the task by now */
    boolean refuse(Task task, Failure failure) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!hold(task.video()) || !tasks.finish(task)) {
                return false;
            }
            return catalogue.fail(task.video(), VideoStatus.TRANSCODING, failure);
        }));
    }

    /** @return whether the video is still worked on */
    private boolean hold(VideoId video) {
        return jdbc.sql("select status = 'transcoding' from video where id = :id for update")
                .param("id", video.number()).query(Boolean.class).optional().orElse(false);
    }

    private void bringOn(VideoId video) {
        plans.find(video).ifPresent(plan -> publish(video, plan));
        Tasks.Count count = tasks.count(video);
        jdbc.sql("update video set progress = :progress where id = :id").param("id", video.number())
                .param("progress", PERCENT * count.done() / count.all()).update();
        if (count.done() == count.all()) {
            catalogue.ready(video);
        }
    }

    /** Publishes what is complete from end to end, with its sound. */
    private void publish(VideoId video, Plan plan) {
        List<Piece> sound = pieces.of(video, Piece.SOUND);
        if (plan.audioStream() != null && sound.isEmpty()) {
            return;
        }
        Set<Integer> playing = renditions.of(video).stream().map(Rendition::rung).collect(Collectors.toSet());
        for (Rung rung : plan.rungs()) {
            List<Piece> made = playing.contains(rung.side()) ? List.of() : pieces.of(video, rung.side());
            if (made.size() == plan.sections() && renditions.publish(video, rendition(rung, made, sound))) {
                tasks.open(video, PICTURES);
            }
        }
    }

    private static Rendition rendition(Rung rung, List<Piece> made, List<Piece> sound) {
        Track pictures = Pieces.track(rung.side(), made);
        Track heard = Pieces.track(Piece.SOUND, sound);
        String codecs = made.getFirst().codec() + (sound.isEmpty() ? "" : "," + sound.getFirst().codec());
        return new Rendition(rung.side(), rung.width(), rung.height(), codecs,
                pictures.bandwidth() + heard.bandwidth(), pictures.average() + heard.average());
    }
}
