package dev.whiteboard.video.upload;

import dev.whiteboard.video.catalog.VideoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of uploads. */
@Repository
class UploadStore {
    private static final String SELECT = """
            select video_id, object_key, s3_upload, size, expires_at, expires_at <= wb_now() as expired,
                status = 'uploading' as awaited
            from upload join video on video.id = video_id\s""";

    private final JdbcClient jdbc;

    UploadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(VideoId id, String key, @Nullable Long size, Duration expires, Duration rest) {
        jdbc.sql("""
                insert into upload (video_id, object_key, size, expires_at, look_at)
                values (:id, :key, :size, wb_now() + make_interval(secs => :expires),
                    wb_now() + make_interval(secs => :rest))""")
                .param("id", id.number()).param("key", key).param("size", size)
                .param("expires", expires.toSeconds()).param("rest", rest.toMillis() / 1_000.0).update();
    }

    void parted(VideoId id, String name) {
        jdbc.sql("update upload set s3_upload = :name where video_id = :id").param("name", name)
                .param("id", id.number()).update();
    }

    Optional<Upload> find(VideoId id, String ownerId) {
        return jdbc.sql(SELECT + "where video_id = :id and owner_id = :owner").param("id", id.number())
                .param("owner", ownerId).query(UploadStore::upload).optional();
    }

    /** Those that nobody has completed for a while. Each is looked at ever more rarely, by one node at a time. */
    List<Upload> lookAt(Duration rest, int limit) {
        List<Long> ids = jdbc.sql("""
                update upload set look_at = wb_now() + make_interval(secs => :rest) + (wb_now() - created_at) / 8
                where video_id in (
                    select video_id from upload join video on video.id = video_id
                    where look_at <= wb_now() or expires_at <= wb_now() or status <> 'uploading'
                    order by look_at limit :limit for update of upload skip locked)
                returning video_id""")
                .param("rest", rest.toMillis() / 1_000.0).param("limit", limit).query(Long.class).list();
        return jdbc.sql(SELECT + "where video_id = any(:ids)").param("ids", ids.toArray(Long[]::new))
                .query(UploadStore::upload).list();
    }

    void delete(VideoId id) {
        jdbc.sql("delete from upload where video_id = :id").param("id", id.number()).update();
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(new VideoId(row.getLong("video_id")), row.getString("object_key"),
                row.getString("s3_upload"), row.getObject("size", Long.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(), row.getBoolean("expired"),
                row.getBoolean("awaited"));
    }
}
