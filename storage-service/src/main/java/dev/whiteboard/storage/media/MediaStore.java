package dev.whiteboard.storage.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of media. */
@Repository
class MediaStore {
    private final JdbcClient jdbc;

    MediaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Medium medium) {
        jdbc.sql(
                """
                        insert into media (id, owner_id, file_name, content_type, size) values (:id, :owner, :name, :type, :size)""")
                .param("id", medium.id()).param("owner", medium.ownerId()).param("name", medium.fileName())
                .param("type", medium.contentType()).param("size", medium.size()).update();
    }

    Optional<Medium> find(long id) {
        return jdbc.sql("select * from media where id = :id").param("id", id).query(MediaStore::medium).optional();
    }

    List<Medium> findAll(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from media where id in (:ids)").param("ids", ids).query(MediaStore::medium).list();
    }

    /** @return whether it was this call that completed it */
    boolean complete(long id, String objectKey, String etag) {
        return jdbc.sql("update media set object_key = :key, etag = :etag where id = :id and object_key is null")
                .param("id", id).param("key", objectKey).param("etag", etag).update() == 1;
    }

    List<Medium> abandoned(Duration after, int limit) {
        return jdbc.sql("""
                select * from media where object_key is null and created_at < wb_now() - :after * interval '1 second'
                order by created_at limit :limit""")
                .param("after", after.toSeconds()).param("limit", limit).query(MediaStore::medium).list();
    }

    /** @return whether it was this call that removed it */
    boolean abandon(long id) {
        return jdbc.sql("delete from media where id = :id and object_key is null").param("id", id).update() == 1;
    }

    private static Medium medium(ResultSet row, int number) throws SQLException {
        return new Medium(row.getLong("id"), row.getString("owner_id"), row.getString("file_name"),
                row.getString("content_type"), row.getLong("size"), row.getString("object_key"),
                row.getString("etag"));
    }
}
