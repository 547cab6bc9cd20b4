package dev.whiteboard.shortener.block;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host that links must not lead to, nor to any below it.
 *
 * @param blockedBy the administrator who said so
 */
record Block(String host, @Nullable String reason, String blockedBy, Instant blockedAt) {}
