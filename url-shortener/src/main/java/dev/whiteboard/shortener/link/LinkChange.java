package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an owner changes about a link; null leaves a part as it is.
 *
 * @param expiryGiven whether {@code expiresAt} is meant, since there null means for ever
 */
record LinkChange(@Nullable TargetUrl target, @Nullable RedirectType redirectType, boolean expiryGiven,
        @Nullable Instant expiresAt, @Nullable Boolean disabled) {}
