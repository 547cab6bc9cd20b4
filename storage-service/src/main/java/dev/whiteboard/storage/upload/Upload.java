package dev.whiteboard.storage.upload;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.version.Committed;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An upload.
 *
 * @param nodeId the file that has the name, or the id that the new one will have
 * @param result what came of it, once it is committed
 */
record Upload(long id, String userId, String ownerId, long parentId, FileName name, long nodeId,
        @Nullable Integer baseVersion, Manifest manifest, long reserved, State state, @Nullable Committed result) {
    private static final String PREFIX = "up";

    /** An upload is open until it is committed, or ended by its user or its age. */
    enum State {
        OPEN, COMMITTED, ENDED
    }

    String publicId() {
        return PublicId.format(PREFIX, id);
    }

    static OptionalLong parse(String text) {
        return PublicId.parse(PREFIX, text);
    }
}
