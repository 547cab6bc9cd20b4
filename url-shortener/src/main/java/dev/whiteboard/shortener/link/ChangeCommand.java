package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wish to change a link, as it was sent; null leaves a part as it is, except that a given expiry of null means for ever. */
record ChangeCommand(@Nullable String longUrl, @Nullable Integer redirectType, boolean expiryGiven,
        @Nullable Instant expiresAt, @Nullable Boolean disabled) {}
