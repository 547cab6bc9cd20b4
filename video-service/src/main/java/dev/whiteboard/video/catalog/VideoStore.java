package dev.whiteboard.video.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of videos. A status changes only by a statement that names the one before. */
@Repository
class VideoStore {
    private static final String COLUMNS = """
            id, owner_id, title, description, tags, status, failure_code, failure_message, duration_ms, progress, pictures,
            views, likes, version, created_at""";

    private final JdbcClient jdbc;

    VideoStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(VideoId id, NewVideo video) {
        jdbc.sql("""
                insert into video (id, owner_id, title, description, tags, file_name, source_sha256)
                values (:id, :owner, :title, :description, :tags, :file, :sha256)""")
                .param("id", id.number()).param("owner", video.ownerId()).param("title", video.title())
                .param("description", video.description()).param("tags", video.tags().toArray(String[]::new))
                .param("file", video.fileName()).param("sha256", video.sha256()).update();
    }

    Optional<Video> find(VideoId id) {
        return jdbc.sql("select " + COLUMNS + " from video where id = :id and status <> 'deleted'")
                .param("id", id.number()).query(VideoStore::video).optional();
    }

    List<Video> find(Collection<VideoId> ids) {
        return jdbc.sql("select " + COLUMNS + " from video where id = any(:ids) and status <> 'deleted'")
                .param("ids", ids.stream().map(VideoId::number).toArray(Long[]::new)).query(VideoStore::video).list();
    }

    List<Video> readyAfter(long id, int most) {
        return jdbc.sql("select " + COLUMNS + " from video where status = 'ready' and id > :id order by id limit :most")
                .param("id", id).param("most", most).query(VideoStore::video).list();
    }

    /** @return whether it is one that people may act on; its row is the caller's until the transaction ends */
    boolean hold(VideoId id) {
        return jdbc.sql("select 1 from video where id = :id and status not in ('failed', 'deleted') for no key update")
                .param("id", id.number()).query(Integer.class).optional().isPresent();
    }

    void like(VideoId id, int more) {
        jdbc.sql("update video set likes = likes + :more where id = :id").param("more", more).param("id", id.number())
                .update();
    }

    /** @return whether it was still awaited */
    boolean arrive(VideoId id, String key, long size) {
        return jdbc.sql("""
                update video set status = 'transcoding', version = version + 1, source_key = :key, source_size = :size
                where id = :id and status = 'uploading'""")
                .param("id", id.number()).param("key", key).param("size", size).update() == 1;
    }

    /** @return the video as it is now, if it was in that status */
    Optional<Video> move(VideoId id, VideoStatus from, VideoStatus to, @Nullable Failure failure) {
        return jdbc.sql("""
                update video set status = :to, version = version + 1, failure_code = :code, failure_message = :message,
                    ready_at = case when :to = 'ready' then wb_now() else ready_at end
                where id = :id and status = :from returning\s""" + COLUMNS)
                .param("id", id.number()).param("from", from.wire()).param("to", to.wire())
                .param("code", failure == null ? null : failure.code().name())
                .param("message", failure == null ? null : failure.message()).query(VideoStore::video).optional();
    }

    /** @return the video as it was told last, if it is theirs and was not deleted before */
    Optional<Video> delete(VideoId id, String ownerId) {
        return jdbc.sql("""
                update video set status = 'deleted', version = version + 1, failure_code = null, failure_message = null
                where id = :id and owner_id = :owner and status <> 'deleted' returning\s""" + COLUMNS)
                .param("id", id.number()).param("owner", ownerId).query(VideoStore::video).optional();
    }

    private static Video video(ResultSet row, int number) throws SQLException {
        String code = row.getString("failure_code");
        return new Video(new VideoId(row.getLong("id")), row.getString("owner_id"), row.getString("title"),
                row.getString("description"), List.of((String[]) row.getArray("tags").getArray()),
                VideoStatus.of(row.getString("status")),
                code == null ? null : new Failure(Failure.Code.valueOf(code), row.getString("failure_message")),
                row.getObject("duration_ms", Long.class), row.getInt("progress"),
                row.getObject("pictures", Integer.class), row.getLong("views"), row.getLong("likes"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
