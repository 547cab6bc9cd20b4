package dev.whiteboard.storage.share;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.Feed;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.Nodes;
import dev.whiteboard.storage.tree.Place;
import dev.whiteboard.storage.tree.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Grants and takes back. Both have the tree for themselves: a commit that is under way beside them either tells the new
 * member, or is seen by them when they look.
 */
@Service
class Shares {
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Access access;
    private final Nodes nodes;
    private final Accounts accounts;
    private final Feed feed;
    private final SnowflakeGenerator ids;

    Shares(JdbcClient jdbc, Access access, Nodes nodes, Accounts accounts, Feed feed, SnowflakeGenerator ids) {
        this.jdbc = jdbc;
        this.access = access;
        this.nodes = nodes;
        this.accounts = accounts;
        this.feed = feed;
        this.ids = ids;
    }

    @Transactional
    Share grant(String ownerId, long nodeId, Member member, boolean mayEdit) {
        requireOwner(access.live(ownerId, nodeId));
        if (member.id().equals(ownerId)) {
            throw Problem.of(VALIDATION_ERROR, "is yourself").field(member.field()).asException();
        }
        accounts.rootOf(member.id());
        nodes.ownTree(access.live(ownerId, nodeId).rootId());
        Node node = nodes.find(nodeId).filter(found -> !found.root()).orElseThrow(() -> Problem
                .of(VALIDATION_ERROR, "a root folder cannot be shared").field("file_id").asException());
        if (of(nodeId).size() >= MOST) {
            throw Problem.of(VALIDATION_ERROR, "is shared with " + MOST + " already").field("file_id").asException();
        }
        Share share = jdbc
                .sql("""
                        insert into share (id, node_id, user_id, user_name, user_email, can_edit)
                        values (:id, :node, :user, :name, :email, :edit)
                        on conflict (node_id, user_id) do update set can_edit = excluded.can_edit,
                            user_name = excluded.user_name, user_email = excluded.user_email
                        returning *, :folder as folder""")
                .param("id", ids.next()).param("node", nodeId)
                .param("user", member.id()).param("name", member.user().username())
                .param("email", member.email(), Types.VARCHAR)
                .param("edit", mayEdit)
                .param("folder", node.folder()).query(Shares::share).single();
        feed.append(Set.of(member.id()), node.news(ChangeType.SHARED, ownerId));
        return share;
    }

    /** By the owner, or by whom it was granted to. */
    @Transactional
    void revoke(String userId, long shareId) {
        Share share = find(shareId).filter(found -> concerns(userId, found)).orElseThrow(Shares::missing);
        Node node = nodes.find(share.nodeId()).orElseThrow(Shares::missing);
        access.find(node.ownerId(), node.id()).ifPresent(place -> nodes.ownTree(place.rootId()));
        if (jdbc.sql("delete from share where id = :id").param("id", shareId).update() == 0) {
            throw missing();
        }
        feed.append(Set.of(share.userId()), node.news(ChangeType.UNSHARED, userId));
    }

    private boolean concerns(String userId, Share share) {
        return share.userId().equals(userId)
                || access.find(userId, share.nodeId()).filter(place -> place.role() == Role.OWNER).isPresent();
    }

    List<Share> of(String ownerId, long nodeId) {
        requireOwner(access.live(ownerId, nodeId));
        return of(nodeId);
    }

    private List<Share> of(long nodeId) {
        return jdbc.sql(
                "select s.*, n.folder from share s join node n on n.id = s.node_id where node_id = :node order by s.id")
                .param("node", nodeId).query(Shares::share).list();
    }

    /** What others share with a user. */
    List<Share> with(String userId, long afterId, int limit) {
        return jdbc.sql("""
                select s.*, n.folder from share s join node n on n.id = s.node_id
                where s.user_id = :user and s.id > :after order by s.id limit :limit""")
                .param("user", userId).param("after", afterId).param("limit", limit).query(Shares::share).list();
    }

    private Optional<Share> find(long shareId) {
        return jdbc.sql("select s.*, n.folder from share s join node n on n.id = s.node_id where s.id = :id")
                .param("id", shareId).query(Shares::share).optional();
    }

    private static void requireOwner(Place place) {
        if (place.role() != Role.OWNER) {
            throw Problem.of(FORBIDDEN, "only its owner can share this").asException();
        }
    }

    private static RuntimeException missing() {
        return Problem.of(NOT_FOUND, "you have no such share").asException();
    }

    private static Share share(ResultSet row, int number) throws SQLException {
        return new Share(row.getLong("id"), row.getLong("node_id"), row.getBoolean("folder"), row.getString("user_id"),
                row.getString("user_name"), row.getString("user_email"), row.getBoolean("can_edit"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
