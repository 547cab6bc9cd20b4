package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wish for a new link, as it was sent. */
record ShortenCommand(String longUrl, @Nullable String customAlias, @Nullable Instant expiresAt,
        @Nullable Integer maxClicks, @Nullable String password, @Nullable Integer redirectType,
        @Nullable String ownerId) {}
