package dev.whiteboard.storage.tree;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder as clients see it.
 *
 * @param fileId {@code file_…} or {@code folder_…}
 * @param parentFolderId absent for a root
 * @param version, size, etag of the head; absent for a folder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeView(String fileId, String kind, String fileName, @Nullable String parentFolderId,
        @Nullable Integer version, @Nullable Long size, @Nullable String etag, Instant createdAt, Instant modifiedAt,
        String modifiedBy, String ownerId) {

    public static NodeView of(Node node) {
        Long parent = node.parentId();
        boolean folder = node.folder();
        return new NodeView(node.publicId(), folder ? "folder" : "file", node.name().text(),
                parent == null ? null : NodeId.format(true, parent), folder ? null : (Integer) node.version(),
                folder ? null : (Long) node.size(), node.etag(), node.createdAt(), node.modifiedAt(), node.modifiedBy(),
                node.ownerId());
    }
}
