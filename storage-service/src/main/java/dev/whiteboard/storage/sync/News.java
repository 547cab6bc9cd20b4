package dev.whiteboard.storage.sync;

import org.jspecify.annotations.Nullable;

/**
 * One change, before it has a number: the node as it is afterwards.
 *
 * @param by who did it
 * @param conflictOf the file of which this one is a conflicted copy
 */
public record News(ChangeType type, long nodeId, boolean folder, @Nullable Long parentId, String name, int version,
        long size, @Nullable String etag, String by, @Nullable Long conflictOf) {

    public News as(ChangeType other) {
        return new News(other, nodeId, folder, parentId, name, version, size, etag, by, conflictOf);
    }
}
