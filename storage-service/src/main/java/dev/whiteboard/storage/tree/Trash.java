package dev.whiteboard.storage.tree;

import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends nodes for good, with all that is below and all their versions. What that leaves unused is collected later. */
@Service
class Trash {
    private final JdbcClient jdbc;
    private final Nodes nodes;
    private final Access access;
    private final Accounts accounts;
    private final Feed feed;

    Trash(JdbcClient jdbc, Nodes nodes, Access access, Accounts accounts, Feed feed) {
        this.jdbc = jdbc;
        this.nodes = nodes;
        this.access = access;
        this.accounts = accounts;
        this.feed = feed;
    }

    /** By the owner, whether it is in the trash or not. */
    @Transactional
    void erase(String ownerId, long nodeId) {
        Place place = access.find(ownerId, nodeId).filter(found -> found.role() == Role.OWNER)
                .orElseThrow(NodeId::notFound);
        nodes.ownTree(place.rootId());
        Node node = nodes.lock(nodeId).filter(found -> !found.root()).orElseThrow(NodeId::notFound);
        Set<String> audience = access.audience(place);
        boolean seen = access.find(ownerId, nodeId).filter(Place::live).isPresent();
        purge(node);
        if (seen) {
            feed.append(audience, node.news(ChangeType.REMOVED, ownerId));
        }
    }

    /** What has been in the trash for so long. */
    List<Long> due(Duration keep, int limit) {
        return jdbc.sql("""
                select id from node where deleted_at < wb_now() - :keep * interval '1 second'
                order by deleted_at limit :limit""")
                .param("keep", keep.toSeconds()).param("limit", limit).query(Long.class).list();
    }

    @Transactional
    void purge(long nodeId) {
        nodes.find(nodeId).flatMap(node -> access.find(node.ownerId(), nodeId)).ifPresent(place -> {
            nodes.ownTree(place.rootId());
            nodes.lock(nodeId).filter(Node::deleted).ifPresent(this::purge);
        });
    }

    private void purge(Node node) {
        long freed = jdbc.sql("""
                with recursive below (id) as (
                    select :id::bigint union all select n.id from node n join below on n.parent_id = below.id
                ), gone as (delete from node using below where node.id = below.id returning size)
                select coalesce(sum(size), 0) from gone""").param("id", node.id()).query(Long.class).single();
        accounts.settle(node.ownerId(), 0, -freed);
    }
}
