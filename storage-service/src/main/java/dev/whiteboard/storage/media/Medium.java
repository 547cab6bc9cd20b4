package dev.whiteboard.storage.media;

import dev.whiteboard.common.id.PublicId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A picture or another file for everybody.
 *
 * @param objectKey where it lies, once it has been checked
 */
record Medium(long id, String ownerId, String fileName, String contentType, long size, @Nullable String objectKey,
        @Nullable String etag) {
    private static final String PREFIX = "media";

    String publicId() {
        return PublicId.format(PREFIX, id);
    }

    static OptionalLong parse(String text) {
        return PublicId.parse(PREFIX, text);
    }

    /** Where its owner puts it. */
    String quarantine() {
        return "media-quarantine/" + publicId();
    }
}
