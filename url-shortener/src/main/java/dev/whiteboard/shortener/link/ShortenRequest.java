package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/shorten}. */
record ShortenRequest(String longUrl, @Nullable String customAlias, @Nullable Instant expiresAt,
        @Nullable Integer redirectType) {

    ShortenCommand by(@Nullable String ownerId) {
        return new ShortenCommand(longUrl, customAlias, expiresAt, redirectType, ownerId);
    }
}
