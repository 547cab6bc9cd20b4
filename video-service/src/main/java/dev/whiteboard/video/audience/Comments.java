package dev.whiteboard.video.audience;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is said about videos. */
@Service
class Comments {
    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final SnowflakeGenerator ids;

    Comments(JdbcClient jdbc, Catalogue catalogue, SnowflakeGenerator ids) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.ids = ids;
    }

    @Transactional
    public Comment add(VideoId video, String author, String text) {
        catalogue.hold(video);
        return jdbc.sql("""
                insert into comment (id, video_id, author_id, body) values (:id, :video, :author, :text) returning *""")
                .param("id", ids.next()).param("video", video.number()).param("author", author).param("text", text)
                .query(Comments::comment).single();
    }

    /** The newest first. @param before the id of the last that was seen */
    List<Comment> of(VideoId video, long before, int most) {
        return jdbc.sql("""
                select * from comment where video_id = :video and id < :before order by id desc limit :most""")
                .param("video", video.number()).param("before", before).param("most", most).query(Comments::comment)
                .list();
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        return new Comment(row.getLong("id"), new VideoId(row.getLong("video_id")), row.getString("author_id"),
                row.getString("body"), row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
