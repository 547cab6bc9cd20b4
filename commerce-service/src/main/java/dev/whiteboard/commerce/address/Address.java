package dev.whiteboard.commerce.address;

import dev.whiteboard.common.id.PublicId;

/** An address that a user keeps. */
record Address(long id, String userId, Place place) {
    static final String PREFIX = "addr";

    String publicId() {
        return PublicId.format(PREFIX, id);
    }
}
