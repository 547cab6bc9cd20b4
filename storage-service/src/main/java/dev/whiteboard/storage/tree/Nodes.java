package dev.whiteboard.storage.tree;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of nodes.
 *
 * <p>
 * Locks are taken in one order everywhere: the tree (the row of its root), nodes, chunks, the account, feeds. Who adds to a
 * tree shares its lock, who moves or deletes folders has it alone; so nobody adds to a folder that is being deleted, and
 * two moves cannot make a circle that neither of them sees.
 */
@Repository
public class Nodes {
    private static final String COLUMNS = "id, owner_id, parent_id, folder, name, version, size, etag, created_at, modified_at, modified_by, deleted_at";

    private final JdbcClient jdbc;

    Nodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction no folder of this tree is moved, deleted or undeleted. */
    public void shareTree(long rootId) {
        jdbc.sql("select true from node where id = :root for share").param("root", rootId).query(Boolean.class)
                .single();
    }

    /** Until the end of the transaction this one alone changes this tree. */
    public void ownTree(long rootId) {
        jdbc.sql("select true from node where id = :root for no key update").param("root", rootId)
                .query(Boolean.class).single();
    }

    public Optional<Node> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from node where id = :id").param("id", id).query(Nodes::node)
                .optional();
    }

    public Optional<Node> lock(long id) {
        return jdbc.sql("select " + COLUMNS + " from node where id = :id for no key update").param("id", id)
                .query(Nodes::node).optional();
    }

    public Optional<Node> findLive(long parentId, FileName name) {
        return jdbc.sql("select " + COLUMNS
                + " from node where parent_id = :parent and name_key = :key and deleted_at is null")
                .param("parent", parentId).param("key", name.key()).query(Nodes::node).optional();
    }

    /** @return nothing if the name is taken in that folder: the index decides */
    public Optional<Node> insert(long id, String ownerId, long parentId, boolean folder, FileName name, String by) {
        return jdbc.sql("""
                insert into node (id, owner_id, parent_id, folder, name, name_key, modified_by)
                values (:id, :owner, :parent, :folder, :name, :key, :by)
                on conflict (parent_id, name_key) where deleted_at is null do nothing
                returning\s""" + COLUMNS)
                .param("id", id).param("owner", ownerId).param("parent", parentId).param("folder", folder)
                .param("name", name.text()).param("key", name.key()).param("by", by).query(Nodes::node).optional();
    }

    /** @return the file with its new head, or nothing if its head is another than expected */
    public Optional<Node> advance(long id, int from, long size, String etag, String by) {
        return jdbc
                .sql("""
                        update node set version = version + 1, size = :size, etag = :etag, modified_at = wb_now(), modified_by = :by
                        where id = :id and version = :from
                        returning\s"""
                        + COLUMNS)
                .param("id", id).param("from", from).param("size", size).param("etag", etag).param("by", by)
                .query(Nodes::node).optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the name is taken there */
    Node place(long id, long parentId, FileName name, String by) {
        return jdbc
                .sql("""
                        update node set parent_id = :parent, name = :name, name_key = :key, modified_at = wb_now(), modified_by = :by
                        where id = :id
                        returning\s"""
                        + COLUMNS)
                .param("id", id).param("parent", parentId).param("name", name.text()).param("key", name.key())
                .param("by", by).query(Nodes::node).single();
    }

    boolean taken(long parentId, FileName name, long exceptId) {
        return jdbc
                .sql("""
                        select true from node where parent_id = :parent and name_key = :key and deleted_at is null and id <> :id""")
                .param("parent", parentId).param("key", name.key()).param("id", exceptId)
                .query(Boolean.class).optional().isPresent();
    }

    /** @return the node in the trash, or nothing if it is there already */
    Optional<Node> delete(long id, String by) {
        return jdbc.sql("""
                update node set deleted_at = wb_now(), modified_by = :by where id = :id and deleted_at is null
                returning\s""" + COLUMNS).param("id", id).param("by", by).query(Nodes::node).optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the name is taken there */
    public Node revive(long id, long parentId, FileName name, String by) {
        return jdbc.sql("""
                update node set deleted_at = null, parent_id = :parent, name = :name, name_key = :key, modified_by = :by
                where id = :id
                returning\s""" + COLUMNS).param("id", id).param("parent", parentId).param("name", name.text())
                .param("key", name.key()).param("by", by).query(Nodes::node).single();
    }

    List<Node> children(long parentId, String afterKey, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from node where parent_id = :parent and name_key > :after and deleted_at is null
                order by name_key limit :limit""")
                .param("parent", parentId).param("after", afterKey).param("limit", limit).query(Nodes::node).list();
    }

    /** How many levels of folders there are below. */
    int height(long id) {
        return jdbc.sql("""
                with recursive down (id, height) as (
                    select :id::bigint, 0
                    union all select n.id, height + 1 from node n join down on n.parent_id = down.id where n.folder)
                select max(height) from down""").param("id", id).query(Integer.class).single();
    }

    public static Node node(ResultSet row, int number) throws SQLException {
        return new Node(row.getLong("id"), row.getString("owner_id"), row.getObject("parent_id", Long.class),
                row.getBoolean("folder"), new FileName(row.getString("name")), row.getInt("version"),
                row.getLong("size"), row.getString("etag"), row.getObject("created_at", OffsetDateTime.class)
                        .toInstant(),
                row.getObject("modified_at", OffsetDateTime.class).toInstant(), row.getString("modified_by"),
                row.getObject("deleted_at") != null);
    }
}
