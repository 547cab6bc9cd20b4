package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link that may be made: every rule has been checked but one, whether its key is free. */
record NewLink(TargetUrl target, @Nullable Alias alias, RedirectType redirectType, @Nullable Instant expiresAt,
        @Nullable Integer maxClicks, @Nullable LinkPassword password, @Nullable String ownerId) {}
