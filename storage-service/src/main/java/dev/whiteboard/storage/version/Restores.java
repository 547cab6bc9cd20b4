package dev.whiteboard.storage.version;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.Feed;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.tree.Nodes;
import dev.whiteboard.storage.tree.Place;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings an old version back as a new one, so that a restore can itself be undone. */
@Service
class Restores {
    private final Nodes nodes;
    private final Access access;
    private final Versions versions;
    private final Accounts accounts;
    private final Feed feed;
    private final SnowflakeGenerator ids;

    Restores(Nodes nodes, Access access, Versions versions, Accounts accounts, Feed feed, SnowflakeGenerator ids) {
        this.nodes = nodes;
        this.access = access;
        this.versions = versions;
        this.accounts = accounts;
        this.feed = feed;
        this.ids = ids;
    }

    /** @return nothing if the file never had that version */
    @Transactional
    Optional<Node> restore(String userId, long nodeId, int number) {
        nodes.shareTree(access.live(userId, nodeId).rootId());
        Node node = nodes.lock(nodeId).orElseThrow(NodeId::notFound);
        Place place = access.editable(userId, nodeId);
        return versions.find(nodeId, number).map(old -> {
            Node next = nodes.advance(nodeId, node.version(), old.size(), old.etag(), userId).orElseThrow();
            versions.insert(ids.next(), nodeId, next.version(), new Content(userId, userId, node.ownerId(), nodeId,
                    node.name(), nodeId, node.version(), old.manifest(), 0, LocalDate.EPOCH));
            if (!accounts.settle(node.ownerId(), 0, old.size() - node.size())) {
                throw new NoRoom();
            }
            feed.append(access.audience(place), next.news(ChangeType.UPDATED, userId));
            return next;
        });
    }
}
