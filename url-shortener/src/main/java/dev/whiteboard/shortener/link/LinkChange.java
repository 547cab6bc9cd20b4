package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an owner changes about a link; what is null or not given stays as it is. */
record LinkChange(@Nullable TargetUrl target, @Nullable RedirectType redirectType, Edit<Instant> expiresAt,
        Edit<Integer> maxClicks, Edit<LinkPassword> password, @Nullable Boolean disabled) {}
