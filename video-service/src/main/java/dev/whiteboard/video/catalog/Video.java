package dev.whiteboard.video.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video as everybody may know it.
 *
 * @param failure only if it failed
 * @param durationMs once it has been looked at
 * @param progress percent of the work that is done
 * @param pictures the attempt that made poster and storyboard, once there are such
 * @param views counted and folded into its row; {@link ViewCounts} knows those that are not yet
 * @param version grows with every change that is told
 */
public record Video(VideoId id, String ownerId, String title, String description, List<String> tags, VideoStatus status,
        @Nullable Failure failure, @Nullable Long durationMs, int progress,
        @Nullable Integer pictures, long views, long likes, long version, Instant createdAt) {
    public Video {
        tags = List.copyOf(tags);
    }
}
