package dev.whiteboard.storage.version;

import dev.whiteboard.storage.chunk.Chunks;
import dev.whiteboard.storage.chunk.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of versions. */
@Repository
public class Versions {
    private final JdbcClient jdbc;
    private final Chunks chunks;

    Versions(JdbcClient jdbc, Chunks chunks) {
        this.jdbc = jdbc;
        this.chunks = chunks;
    }

    void insert(long id, long nodeId, int number, Content content) {
        jdbc.sql("""
                insert into version (id, node_id, number, size, etag, manifest, created_by)
                values (:id, :node, :number, :size, :etag, :manifest, :by)""")
                .param("id", id).param("node", nodeId).param("number", number).param("size", content.size())
                .param("etag", content.etag()).param("manifest", content.manifest().encode())
                .param("by", content.userId()).update();
        chunks.use(id, content.ownerId(), content.manifest());
    }

    public Optional<Version> find(long nodeId, int number) {
        return jdbc.sql("select * from version where node_id = :node and number = :number").param("node", nodeId)
                .param("number", number).query(Versions::version).optional();
    }

    /** Newest first, without their chunks. */
    List<Version> before(long nodeId, int number, int limit) {
        return jdbc.sql("""
                select id, number, size, etag, ''::bytea as manifest, created_at, created_by from version
                where node_id = :node and number < :number order by number desc limit :limit""")
                .param("node", nodeId).param("number", number).param("limit", limit).query(Versions::version).list();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(row.getLong("id"), row.getInt("number"), row.getLong("size"), row.getString("etag"),
                Manifest.decode(row.getBytes("manifest")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"));
    }
}
