package dev.whiteboard.storage.tree;

import dev.whiteboard.storage.sync.ChangeType;
import dev.whiteboard.storage.sync.News;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file or a folder.
 *
 * @param parentId none for the root of an account
 * @param version the head; 0 for a folder
 * @param deleted whether it was itself deleted; what is inside a deleted folder is not
 */
public record Node(long id, String ownerId, @Nullable Long parentId, boolean folder, FileName name, int version,
        long size, @Nullable String etag, Instant createdAt, Instant modifiedAt, String modifiedBy, boolean deleted) {

    public String publicId() {
        return NodeId.format(folder, id);
    }

    public boolean root() {
        return parentId == null;
    }

    public News news(ChangeType type, String by) {
        return news(type, by, null);
    }

    public News news(ChangeType type, String by, @Nullable Long conflictOf) {
        return new News(type, id, folder, parentId, name.text(), version, size, etag, by, conflictOf);
    }
}
