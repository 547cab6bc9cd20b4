package dev.whiteboard.video.audience;

import dev.whiteboard.video.catalog.Gone;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes what was said and liked about a video that is gone. Nobody sees it from the moment of the deletion; here the rows
 * go, some at a time. Whoever adds one takes the row of the video first, so none comes after the last look.
 */
@Component
class Forgetting {
    private static final int VIDEOS = 100;
    private static final int ROWS = 5_000;
    private static final List<String> TABLES = List.of("video_like", "comment");

    private final JdbcClient jdbc;

    Forgetting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction that deletes the video. */
    @EventListener
    public void on(Gone gone) {
        jdbc.sql("insert into forgetting (video_id) values (:video) on conflict do nothing")
                .param("video", gone.id().number()).update();
    }

    void run() {
        for (long video : jdbc.sql("select video_id from forgetting order by video_id limit :most")
                .param("most", VIDEOS).query(Long.class).list()) {
            if (TABLES.stream().allMatch(table -> empty(table, video))) {
                jdbc.sql("delete from forgetting where video_id = :video").param("video", video).update();
            }
        }
    }

    /** @return whether that was the rest */
    private boolean empty(String table, long video) {
        return jdbc.sql("delete from " + table + " where ctid = any(array(select ctid from " + table
                + " where video_id = :video limit :rows))").param("video", video).param("rows", ROWS).update() < ROWS;
    }
}
