package dev.whiteboard.commerce.review;

import dev.whiteboard.common.id.PublicId;
import java.time.Instant;

/** What somebody said of a product that they bought. */
record Review(long id, long productId, String authorId, int stars, String title, String text, Instant createdAt) {
    static final String PREFIX = "rev";

    String publicId() {
        return PublicId.format(PREFIX, id);
    }
}
