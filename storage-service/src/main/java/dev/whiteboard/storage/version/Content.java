package dev.whiteboard.storage.version;

import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.tree.FileName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a file to hold.
 *
 * @param userId whose edit it is
 * @param userName how others know them
 * @param ownerId whose tree it is
 * @param nodeId the file that was edited, or the id that a new one shall have
 * @param baseVersion the version that the edit started from; none for what is meant as a new file
 * @param reserved the room that was set aside for it
 * @param today for the name of a conflicted copy
 */
public record Content(String userId, String userName, String ownerId, long parentId, FileName name, long nodeId,
        @Nullable Integer baseVersion, Manifest manifest, long reserved, LocalDate today) {

    long size() {
        return manifest.size();
    }

    String etag() {
        return manifest.etag();
    }

    FileName conflictedName(int attempt) {
        String remark = "conflicted copy of " + userName + " " + today;
        return name.with(attempt == 1 ? remark : remark + " " + attempt);
    }
}
