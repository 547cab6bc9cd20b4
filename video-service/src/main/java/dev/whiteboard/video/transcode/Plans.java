package dev.whiteboard.video.transcode;

import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Picture;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of plans. */
@Repository
class Plans {
    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(VideoId video, Plan plan) {
        jdbc.sql(
                """
                        insert into source (video_id, object_key, stream, audio_stream, width, height, fps_num, fps_den, frames, sections)
                        values (:video, :key, :stream, :audio, :width, :height, :num, :den, :frames, :sections)""")
                .param("video", video.number()).param("key", plan.key()).param("stream", plan.stream())
                .param("audio", plan.audioStream()).param("width", plan.picture().width())
                .param("height", plan.picture().height()).param("num", plan.rate().num())
                .param("den", plan.rate().den()).param("frames", plan.frames()).param("sections", plan.sections())
                .update();
        jdbc.sql("update video set duration_ms = :duration where id = :video").param("video", video.number())
                .param("duration", Math.max(1, Math.round(plan.seconds() * 1_000))).update();
    }

    Optional<Plan> find(VideoId video) {
        return jdbc.sql("select * from source where video_id = :video").param("video", video.number())
                .query((row, _) -> new Plan(row.getString("object_key"), row.getInt("stream"),
                        row.getObject("audio_stream", Integer.class),
                        new Picture(row.getInt("width"), row.getInt("height")),
                        new FrameRate(row.getInt("fps_num"), row.getInt("fps_den")), row.getLong("frames"),
                        row.getInt("sections")))
                .optional();
    }

    /** That of a video that is worked on. */
    Plan of(VideoId video) {
        return find(video).orElseThrow(() -> new IllegalStateException(video + " has no plan"));
    }
}
