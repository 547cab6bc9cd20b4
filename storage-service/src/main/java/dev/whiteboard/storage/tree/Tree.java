package dev.whiteboard.storage.tree;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.Feed;
import dev.whiteboard.storage.sync.News;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done to nodes but for their content. */
@Service
public class Tree {
    static final int DEEPEST = 100;
    private static final String TAKEN = "there is something of that name, or of one that some device takes for the same";

    private final Nodes nodes;
    private final Access access;
    private final Feed feed;
    private final SnowflakeGenerator ids;

    Tree(Nodes nodes, Access access, Feed feed, SnowflakeGenerator ids) {
        this.nodes = nodes;
        this.access = access;
        this.feed = feed;
        this.ids = ids;
    }

    @Transactional
    Node makeFolder(String userId, long parentId, FileName name) {
        long id = ids.next();
        nodes.shareTree(access.live(userId, parentId).rootId());
        Place parent = access.editableFolder(userId, parentId);
        if (parent.depth() >= DEEPEST) {
            throw Problem.of(VALIDATION_ERROR, "folders may be " + DEEPEST + " deep").field("parent_folder_id")
                    .asException();
        }
        Node made = nodes.insert(id, parent.ownerId(), parentId, true, name, userId)
                .orElseThrow(() -> Problem.of(ALREADY_EXISTS, TAKEN).field("folder_name").asException());
        feed.append(access.audience(parent), made.news(ChangeType.ADDED, userId));
        return made;
    }

    private Node requireFolder(long id) {
        return nodes.find(id).filter(Node::folder).orElseThrow(() -> Problem
                .of(VALIDATION_ERROR, "is not a folder").field("parent_folder_id").asException());
    }

    Node get(String userId, long id) {
        access.live(userId, id);
        return nodes.find(id).orElseThrow(NodeId::notFound);
    }

    List<Node> children(String userId, long folderId, String afterKey, int limit) {
        access.live(userId, folderId);
        requireFolder(folderId);
        return nodes.children(folderId, afterKey, limit);
    }

    /** Renames, moves, or both. Who may not change the folder that a node is in cannot take it from there. */
    @Transactional
    Node change(String userId, long id, @Nullable FileName newName, @Nullable Long newParent) {
        Node seen = get(userId, id);
        if (seen.root()) {
            throw Problem.of(VALIDATION_ERROR, "a root folder stays where it is").asException();
        }
        lockTree(seen, access.live(userId, id).rootId());
        Node node = nodes.lock(id).orElseThrow(NodeId::notFound);
        Place from = access.editable(userId, id);
        requireEditAround(userId, node);
        long target = newParent == null ? parentId(node) : newParent;
        Place to = access.editableFolder(userId, target);
        requireFits(node, from, to);
        Set<String> before = access.audience(from);
        try {
            Node moved = nodes.place(id, target, newName == null ? node.name() : newName, userId);
            tell(userId, moved, before, access.audience(access.live(moved.ownerId(), id)));
            return moved;
        } catch (DuplicateKeyException taken) {
            throw Problem.of(ALREADY_EXISTS, TAKEN).field("file_name").asException();
        }
    }

    private void requireEditAround(String userId, Node node) {
        if (access.find(userId, parentId(node)).filter(place -> place.role().mayEdit()).isEmpty()) {
            throw Problem.of(FORBIDDEN, "who was given this alone cannot rename, move or delete it").asException();
        }
    }

    private static long parentId(Node node) {
        return Objects.requireNonNull(node.parentId());
    }

    private void requireFits(Node node, Place from, Place to) {
        if (!to.ownerId().equals(from.ownerId())) {
            throw Problem.of(VALIDATION_ERROR, "what one user owns cannot be moved into what another owns")
                    .field("parent_folder_id").asException();
        }
        if (to.isBelow(node.id())) {
            throw Problem.of(CONFLICT, "a folder cannot be moved into itself").field("parent_folder_id")
                    .asException();
        }
        if (node.folder() && to.depth() + nodes.height(node.id()) >= DEEPEST) {
            throw Problem.of(VALIDATION_ERROR, "folders may be " + DEEPEST + " deep").field("parent_folder_id")
                    .asException();
        }
    }

    /** A folder takes others with it, so its moves are done one at a time in a tree; files go side by side. */
    private void lockTree(Node node, long rootId) {
        if (node.folder()) {
            nodes.ownTree(rootId);
        } else {
            nodes.shareTree(rootId);
        }
    }

    /** For those who see both places it moved; for the others it came or went. */
    private void tell(String userId, Node moved, Set<String> before, Set<String> after) {
        var news = new TreeMap<String, News>();
        before.forEach(user -> news.put(user,
                moved.news(after.contains(user) ? ChangeType.MOVED : ChangeType.REMOVED, userId)));
        after.forEach(user -> news.putIfAbsent(user, moved.news(ChangeType.ADDED, userId)));
        feed.append(news);
    }

    /**
     * Into the trash, with all that is inside.
     *
     * @param baseVersion the version that the user has seen, if only that one shall go: an edit outweighs a deletion that did
     *     not know of it
     */
    @Transactional
    void delete(String userId, long id, @Nullable Integer baseVersion) {
        Node seen = get(userId, id);
        if (seen.root()) {
            throw Problem.of(VALIDATION_ERROR, "a root folder cannot be deleted").asException();
        }
        lockTree(seen, access.live(userId, id).rootId());
        Place place = access.editable(userId, id);
        requireEditAround(userId, seen);
        Node node = nodes.lock(id).orElseThrow(NodeId::notFound);
        if (baseVersion != null && baseVersion != node.version()) {
            throw Problem.of(CONFLICT, "it has been edited: it is in version " + node.version()).field("base_version")
                    .asException();
        }
        Node deleted = nodes.delete(id, userId).orElseThrow(NodeId::notFound);
        feed.append(access.audience(place), deleted.news(ChangeType.REMOVED, userId));
    }

    /** Back to where it was; into the root of its owner if that is gone; under another name if its own has been taken. */
    @Transactional
    Node undelete(String userId, long id) {
        Place seen = access.find(userId, id).orElseThrow(NodeId::notFound);
        Access.requireEdit(seen);
        nodes.ownTree(seen.rootId());
        Node node = nodes.lock(id).orElseThrow(NodeId::notFound);
        if (!node.deleted()) {
            return get(userId, id);
        }
        Long parent = node.parentId();
        boolean parentLives = parent != null
                && access.find(node.ownerId(), parent).filter(Place::live).isPresent();
        long target = parentLives && parent != null ? parent : seen.rootId();
        Node revived = nodes.revive(id, target, freeName(target, node), userId);
        feed.append(access.audience(access.live(node.ownerId(), id)), revived.news(ChangeType.ADDED, userId));
        return revived;
    }

    private FileName freeName(long parentId, Node node) {
        FileName name = node.name();
        for (int number = 1; nodes.taken(parentId, name, node.id()); number++) {
            name = node.name().with(number == 1 ? "restored" : "restored " + number);
        }
        return name;
    }
}
