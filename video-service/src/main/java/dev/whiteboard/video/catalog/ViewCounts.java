package dev.whiteboard.video.catalog;

import java.util.Collection;
import java.util.Map;

/** How often videos have been viewed. */
public interface ViewCounts {
    /** Every view that is counted by now, of each of the videos. */
    Map<VideoId, Long> of(Collection<VideoId> videos);
}
