package dev.whiteboard.storage.version;

import org.jspecify.annotations.Nullable;

/**
 * How a commit ended.
 *
 * @param nodeId the file under the wished name, with its head
 * @param fresh whether that file is new
 * @param conflict where the content went instead, if another edit was faster
 */
public record Committed(long nodeId, int version, boolean fresh, @Nullable Conflict conflict) {

    /** A conflicted copy: a file of its own beside the other. */
    public record Conflict(long nodeId, String fileName) {}
}
