package dev.whiteboard.video.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told on {@code video.videos.v1}: the whole video after one change. */
record VideoEvent(String videoId, long version, String status, String ownerId, String title, String description,
        List<String> tags, @Nullable Double durationSec, @Nullable String failureCode, Instant createdAt) {

    static VideoEvent of(Video video) {
        return new VideoEvent(video.id().toString(), video.version(), video.status().wire(), video.ownerId(),
                video.title(), video.description(), video.tags(),
                video.durationMs() == null ? null : video.durationMs() / 1_000.0,
                video.failure() == null ? null : video.failure().code().name(), video.createdAt());
    }
}
