package dev.whiteboard.storage.version;

import dev.whiteboard.storage.chunk.Manifest;
import java.time.Instant;

/** One state of a file, for ever. */
public record Version(long id, int number, long size, String etag, Manifest manifest, Instant createdAt,
        String createdBy) {}
