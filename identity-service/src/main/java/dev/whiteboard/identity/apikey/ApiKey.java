package dev.whiteboard.identity.apikey;

import java.time.Instant;

import dev.whiteboard.common.id.PublicId;

/** An active key as its owner sees it in a list. */
record ApiKey(long number, String name, Tier tier, Instant createdAt) {
    static final String PREFIX = "key";

    String publicId() {
        return PublicId.format(PREFIX, number);
    }
}
