package dev.whiteboard.video.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video as clients see it.
 *
 * @param progress percent of the work that is done
 * @param manifestUrl once a first rendition plays
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VideoView(String videoId, String ownerId, String title, String description, List<String> tags,
        String status, int progress, @Nullable FailureView failure, @Nullable Double durationSec,
        @Nullable String manifestUrl, @Nullable String thumbnailUrl, @Nullable String storyboardUrl,
        List<RenditionView> renditions, long views, long likes, Instant createdAt) {

    /** Why it is none. */
    public record FailureView(String code, String message) {}

    /** One of its sizes. */
    public record RenditionView(String name, int width, int height, long bandwidth, long averageBandwidth) {}
}
