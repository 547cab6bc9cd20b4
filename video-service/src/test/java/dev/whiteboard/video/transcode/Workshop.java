package dev.whiteboard.video.transcode;

import dev.whiteboard.testkit.Node;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.NewVideo;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Picture;
import dev.whiteboard.video.ladder.Section;
import dev.whiteboard.video.playlist.Track;
import dev.whiteboard.video.task.Kind;
import dev.whiteboard.video.task.NewTask;
import dev.whiteboard.video.task.Task;
import dev.whiteboard.video.task.Tasks;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Videos whose work is under way, without anybody working: tests do what workers would say. */
final class Workshop {
    private static final Section WHOLE = new Section(0, 0, 0, 60);

    private final Node node;
    private final JdbcClient jdbc;

    Workshop(Node node) {
        this.node = node;
        this.jdbc = JdbcClient.create(node.bean(javax.sql.DataSource.class));
    }

    <T> T bean(Class<T> type) {
        return node.bean(type);
    }

    /** A video of one section that becomes two renditions, both of them being made by somebody. */
    VideoId video() {
        Catalogue catalogue = node.bean(Catalogue.class);
        VideoId id = catalogue.add(new NewVideo("usr_workshop", "A clip", "", List.of(), "clip.mp4", null));
        jdbc.sql("update video set status = 'transcoding', version = 1 where id = :id").param("id", id.number())
                .update();
        node.bean(Plans.class).insert(id,
                new Plan("nowhere", 0, null, new Picture(640, 480), new FrameRate(30, 1), 60, 1));
        for (int side : List.of(360, 480)) {
            node.bean(Tasks.class).add(id, new NewTask("section-" + side, Kind.SECTION, 9, WHOLE, List.of(side), true));
        }
        return id;
    }

    /** Somebody takes it, whoever had it. */
    Task taken(VideoId video, int side) {
        int attempt = jdbc.sql("""
                update task set state = 'running', attempt = attempt + 1, leased_until = wb_now() + interval '1 hour'
                where video_id = :video and name = :name returning attempt""")
                .param("video", video.number()).param("name", "section-" + side).query(Integer.class).single();
        return new Task(video, "section-" + side, Kind.SECTION, WHOLE, List.of(side), attempt, 0);
    }

    static Piece piece(Task task) {
        return new Piece(task.rungs().getFirst(), 0, task.attempt(), "init", "avc1.64001e",
                List.of(new Track.Segment(2, 100_000)));
    }

    /** Says that it is done. */
    boolean finish(Task task) {
        return node.bean(Progress.class).finish(task,
                () -> node.bean(Pieces.class).insert(task.video(), piece(task)));
    }

    String status(VideoId video) {
        return jdbc.sql("select status from video where id = :id").param("id", video.number()).query(String.class)
                .single();
    }

    TransactionTemplate transactions() {
        return new TransactionTemplate(node.bean(PlatformTransactionManager.class));
    }

    JdbcClient jdbc() {
        return jdbc;
    }
}
