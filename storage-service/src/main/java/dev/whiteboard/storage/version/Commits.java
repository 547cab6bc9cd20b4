package dev.whiteboard.storage.version;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.Feed;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.Nodes;
import dev.whiteboard.storage.tree.Place;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts content into the tree. An edit succeeds if the head is still the version that it started from; otherwise its
 * content becomes a file of its own beside the other, so that no edit ever replaces one that it did not know of.
 */
@Service
public class Commits {
    private final Nodes nodes;
    private final Access access;
    private final Versions versions;
    private final Accounts accounts;
    private final Feed feed;
    private final SnowflakeGenerator ids;

    Commits(Nodes nodes, Access access, Versions versions, Accounts accounts, Feed feed, SnowflakeGenerator ids) {
        this.nodes = nodes;
        this.access = access;
        this.versions = versions;
        this.accounts = accounts;
        this.feed = feed;
        this.ids = ids;
    }

    /** In the transaction of the upload that it completes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Committed commit(Content content) {
        nodes.shareTree(access.live(content.userId(), content.parentId()).rootId());
        Place folder = access.editable(content.userId(), content.parentId());
        Optional<Node> target = target(content);
        if (target.isEmpty()) {
            return create(content, folder);
        }
        Node node = target.get();
        if (node.deleted()) {
            Node revived = nodes.revive(node.id(), content.parentId(), content.name(), content.userId());
            return advance(content, revived, folder, ChangeType.ADDED);
        }
        if (content.etag().equals(node.etag())) {
            accounts.release(content.ownerId(), content.reserved());
            return new Committed(node.id(), node.version(), false, null);
        }
        Integer base = content.baseVersion();
        if (!node.folder() && base != null && base == node.version()) {
            return advance(content, node, access.editable(content.userId(), node.id()), ChangeType.UPDATED);
        }
        return copy(content, node, folder);
    }

    /**
     * The file that the content is meant for, locked: the one that was edited, wherever it is by now; else the one that has
     * the name. One that was deleted comes back, because an edit outweighs a deletion that did not know of it.
     */
    private Optional<Node> target(Content content) {
        Optional<Node> edited = content.baseVersion() == null ? Optional.empty() : nodes.lock(content.nodeId());
        boolean lives = edited.isPresent() && access.find(content.userId(), content.nodeId())
                .filter(place -> place.live() && place.role().mayEdit()).isPresent();
        if (lives) {
            return edited;
        }
        Optional<Node> named = nodes.findLive(content.parentId(), content.name()).flatMap(node -> nodes.lock(node.id()))
                .filter(node -> !node.deleted());
        return named.or(() -> edited.filter(node -> node.deleted() && node.ownerId().equals(content.ownerId())));
    }

    private Committed create(Content content, Place folder) {
        long id = nodes.find(content.nodeId()).isPresent() ? ids.next() : content.nodeId();
        Optional<Node> made = nodes.insert(id, folder.ownerId(), content.parentId(), false, content.name(),
                content.userId());
        if (made.isEmpty()) {
            return commit(content);
        }
        Node node = advanced(content, made.get());
        feed.append(access.audience(folder), node.news(ChangeType.ADDED, content.userId()));
        return new Committed(id, node.version(), true, null);
    }

    private Committed advance(Content content, Node node, Place place, ChangeType type) {
        Node next = advanced(content, node);
        feed.append(access.audience(place), next.news(type, content.userId()));
        return new Committed(next.id(), next.version(), false, null);
    }

    private Committed copy(Content content, Node winner, Place folder) {
        for (int attempt = 1;; attempt++) {
            Optional<Node> made = nodes.insert(ids.next(), folder.ownerId(), content.parentId(), false,
                    content.conflictedName(attempt), content.userId());
            if (made.isPresent()) {
                Node copy = advanced(content, made.get());
                feed.append(access.audience(folder), copy.news(ChangeType.ADDED, content.userId(), winner.id()));
                return new Committed(winner.id(), winner.version(), false,
                        new Committed.Conflict(copy.id(), copy.name().text()));
            }
        }
    }

    /** One more version. The room it takes is what it is longer than the one before; history is free. */
    private Node advanced(Content content, Node node) {
        Node next = nodes.advance(node.id(), node.version(), content.size(), content.etag(), content.userId())
                .orElseThrow();
        versions.insert(ids.next(), node.id(), next.version(), content);
        if (!accounts.settle(node.ownerId(), content.reserved(), content.size() - node.size())) {
            throw new NoRoom();
        }
        return next;
    }
}
