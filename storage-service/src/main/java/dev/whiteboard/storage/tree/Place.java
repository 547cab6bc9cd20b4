package dev.whiteboard.storage.tree;

import java.util.List;

/**
 * Where a node is, as somebody sees it.
 *
 * @param path the node and what it is in, up to the root
 * @param live whether nothing on the path is deleted
 * @param role what the one who looks may do there
 */
public record Place(long nodeId, String ownerId, List<Long> path, boolean live, Role role) {

    public long rootId() {
        return path.getLast();
    }

    public boolean isBelow(long folderId) {
        return path.contains(folderId);
    }

    public int depth() {
        return path.size() - 1;
    }
}
