package dev.whiteboard.video.audience;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.video.catalog.VideoId;
import java.time.Instant;

/** What somebody has said about a video, {@code cmt_…} outside. */
record Comment(long id, VideoId video, String authorId, String text, Instant createdAt) {
    String publicId() {
        return PublicId.format("cmt", id);
    }
}
