package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wish to change a link, as it was sent; what is null or not given stays as it is. */
record ChangeCommand(@Nullable String longUrl, @Nullable Integer redirectType, Edit<Instant> expiresAt,
        Edit<Integer> maxClicks, Edit<String> password, @Nullable Boolean disabled) {}
