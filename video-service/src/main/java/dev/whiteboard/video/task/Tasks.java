package dev.whiteboard.video.task;

import dev.whiteboard.video.catalog.Gone;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.ladder.Section;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of tasks. Who holds one is decided by its attempt, on the database's clock. */
@Repository
public class Tasks {
    private static final String HELD = "where video_id = :video and name = :name and attempt = :attempt and state = 'running'";

    private final JdbcClient jdbc;

    Tasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if there is one of that name already */
    public boolean add(VideoId video, NewTask task) {
        Section section = task.section();
        return jdbc
                .sql("""
                        insert into task (video_id, name, kind, priority, section, first_segment, first_frame, frames, rungs, state)
                        values (:video, :name, :kind, :priority, :section, :segment, :frame, :frames, :rungs, :state)
                        on conflict do nothing""")
                .param("video", video.number()).param("name", task.name()).param("kind", task.kind().wire())
                .param("priority", task.priority()).param("section", section.number())
                .param("segment", section.firstSegment()).param("frame", section.firstFrame())
                .param("frames", section.frames()).param("rungs", task.rungs().toArray(Integer[]::new))
                .param("state", task.waiting() ? "waiting" : "open").update() == 1;
    }

    /** Lets one be done that waited. */
    public void open(VideoId video, String name) {
        jdbc.sql("update task set state = 'open' where video_id = :video and name = :name and state = 'waiting'")
                .param("video", video.number()).param("name", name).update();
    }

    /** Takes up what is next, also from a holder who was not heard of for too long. */
    public Optional<Task> take(String worker, Duration lease) {
        return jdbc.sql("""
                update task set state = 'running', attempt = attempt + 1, worker = :worker,
                    leased_until = wb_now() + make_interval(secs => :lease)
                where (video_id, name) = (
                    select video_id, name from task
                    where (state = 'open' and not_before <= wb_now()) or (state = 'running' and leased_until < wb_now())
                    order by priority, video_id, section limit 1 for update skip locked)
                returning *""")
                .param("worker", worker).param("lease", seconds(lease)).query(Tasks::task).optional();
    }

    /** @return false if somebody else holds it by now, or nobody is to do it any more */
    public boolean keep(Task task, Duration lease) {
        return held(task, "update task set leased_until = wb_now() + make_interval(secs => :lease) " + HELD)
                .param("lease", seconds(lease)).update() == 1;
    }

    /** In the transaction of what was done. @return false if it is not the holder who says so */
    public boolean finish(Task task) {
        return held(task, "update task set state = 'done', worker = null, leased_until = null " + HELD).update() == 1;
    }

    /** Gives it back after a failure, to be tried again after a while. @return false if it is not the holder who says so */
    public boolean failed(Task task, Duration pause) {
        return held(task, """
                update task set state = 'open', failures = failures + 1, worker = null, leased_until = null,
                    not_before = wb_now() + make_interval(secs => :pause)\s""" + HELD)
                .param("pause", seconds(pause)).update() == 1;
    }

    /** Gives it back after a failure that is not its own, to be tried again after a while. */
    void postpone(Task task, Duration pause) {
        held(task, """
                update task set state = 'open', worker = null, leased_until = null,
                    not_before = wb_now() + make_interval(secs => :pause)\s""" + HELD)
                .param("pause", seconds(pause)).update();
    }

    /** Gives it back untried. */
    public void giveBack(Task task) {
        held(task, "update task set state = 'open', worker = null, leased_until = null " + HELD).update();
    }

    /** Nobody is to do any of it any more; who does learns it at the next sign of life. */
    @EventListener
    public void on(Gone gone) {
        jdbc.sql("delete from task where video_id = :video").param("video", gone.id().number()).update();
    }

    /** How many of a video's tasks there are, and how many are done. */
    public record Count(int all, int done) {}

    public Count count(VideoId video) {
        return jdbc.sql("select count(*), count(*) filter (where state = 'done') from task where video_id = :video")
                .param("video", video.number()).query((row, _) -> new Count(row.getInt(1), row.getInt(2))).single();
    }

    private JdbcClient.StatementSpec held(Task task, String sql) {
        return jdbc.sql(sql).param("video", task.video().number()).param("name", task.name())
                .param("attempt", task.attempt());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static Task task(ResultSet row, int number) throws SQLException {
        return new Task(new VideoId(row.getLong("video_id")), row.getString("name"), Kind.of(row.getString("kind")),
                new Section(row.getInt("section"), row.getInt("first_segment"), row.getLong("first_frame"),
                        row.getInt("frames")),
                List.of((Integer[]) row.getArray("rungs").getArray()), row.getInt("attempt"), row.getInt("failures"));
    }
}
