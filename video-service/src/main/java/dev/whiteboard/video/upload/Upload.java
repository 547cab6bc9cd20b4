package dev.whiteboard.video.upload;

import dev.whiteboard.video.catalog.VideoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a video on their way.
 *
 * @param key where the client writes to
 * @param parted the store's name of it, if it comes in parts
 * @param size what the client said
 * @param awaited whether anybody still wants them
 */
record Upload(VideoId id, String key, @Nullable String parted, @Nullable Long size, Instant expiresAt,
        boolean expired, boolean awaited) {

    /** Where what is transcoded lies. An upload in parts is sealed by its completion, so it may be written there. */
    static String source(VideoId id) {
        return id.folder() + "source";
    }

    /** Where a client writes in one piece, as often as it likes until the address expires. */
    static String quarantine(VideoId id) {
        return id.folder() + "upload";
    }
}
