package dev.whiteboard.storage.upload;

import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.version.Committed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of uploads. An upload leaves the state open once, whoever tries. */
@Repository
class UploadStore {
    private final JdbcClient jdbc;

    UploadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Upload upload, Duration idle) {
        jdbc.sql(
                """
                        insert into upload (id, user_id, owner_id, parent_id, file_name, node_id, base_version, manifest, reserved, expires_at)
                        values (:id, :user, :owner, :parent, :name, :node, :base, :manifest, :reserved, wb_now() + :idle * interval '1 millisecond')""")
                .param("id", upload.id()).param("user", upload.userId()).param("owner", upload.ownerId())
                .param("parent", upload.parentId()).param("name", upload.name().text()).param("node", upload.nodeId())
                .param("base", upload.baseVersion(), Types.INTEGER).param("manifest", upload.manifest().encode())
                .param("reserved", upload.reserved()).param("idle", idle.toMillis()).update();
    }

    Optional<Upload> find(long id) {
        return jdbc.sql("select * from upload where id = :id").param("id", id).query(UploadStore::upload).optional();
    }

    /** It is in use. @return whether it is open */
    boolean touch(long id, Duration idle) {
        return jdbc
                .sql("""
                        update upload set expires_at = wb_now() + :idle * interval '1 millisecond' where id = :id and state = 'open'""")
                .param("id", id).param("idle", idle.toMillis()).update() == 1;
    }

    /** More room was set aside for it. @return whether it is open */
    boolean grow(long id, long bytes) {
        return jdbc.sql("update upload set reserved = reserved + :bytes where id = :id and state = 'open'")
                .param("id", id).param("bytes", bytes).update() == 1;
    }

    /** @return what it has reserved; nothing if it is not open, which whoever closed it saw to */
    Optional<Long> close(long id, Upload.State state) {
        return jdbc
                .sql("""
                        update upload set state = :state, ended_at = wb_now() where id = :id and state = 'open' returning reserved""")
                .param("id", id).param("state", state.name().toLowerCase(Locale.ROOT)).query(Long.class).optional();
    }

    void note(long id, Committed result) {
        Committed.Conflict conflict = result.conflict();
        jdbc.sql(
                """
                        update upload set result_node = :node, result_version = :version, conflict_node = :conflict, conflict_name = :name
                        where id = :id""")
                .param("id", id).param("node", result.nodeId()).param("version", result.version())
                .param("conflict", conflict == null ? null : (Long) conflict.nodeId(), Types.BIGINT)
                .param("name", conflict == null ? null : conflict.fileName(), Types.VARCHAR).update();
    }

    /** Open ones that nobody has touched for too long. */
    List<Long> expired(int limit) {
        return jdbc
                .sql("""
                        select id from upload where state = 'open' and expires_at < wb_now() order by expires_at limit :limit""")
                .param("limit", limit).query(Long.class).list();
    }

    /** Closed ones whose addresses no longer work, so that nothing more can come into their quarantine. */
    List<Long> uncleaned(Duration after, int limit) {
        return jdbc.sql("""
                select id from upload where state <> 'open' and not cleaned
                    and ended_at < wb_now() - :after * interval '1 millisecond'
                order by ended_at limit :limit""")
                .param("after", after.toMillis()).param("limit", limit).query(Long.class).list();
    }

    void cleaned(long id) {
        jdbc.sql("update upload set cleaned = true where id = :id").param("id", id).update();
    }

    /** Those of which nobody will ask any more what came of them. */
    int forget(Duration after, int limit) {
        return jdbc.sql("""
                delete from upload where id in (
                    select id from upload where cleaned and ended_at < wb_now() - :after * interval '1 second'
                    order by ended_at limit :limit)""")
                .param("after", after.toSeconds()).param("limit", limit).update();
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(row.getLong("id"), row.getString("user_id"), row.getString("owner_id"),
                row.getLong("parent_id"), new FileName(row.getString("file_name")), row.getLong("node_id"),
                row.getObject("base_version", Integer.class), Manifest.decode(row.getBytes("manifest")),
                row.getLong("reserved"), Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                result(row));
    }

    private static @Nullable Committed result(ResultSet row) throws SQLException {
        Long node = row.getObject("result_node", Long.class);
        if (node == null) {
            return null;
        }
        Long conflict = row.getObject("conflict_node", Long.class);
        return new Committed(node, row.getInt("result_version"), false,
                conflict == null ? null : new Committed.Conflict(conflict, row.getString("conflict_name")));
    }
}
