package dev.whiteboard.shortener.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A short key and what it stands for.
 *
 * @param ownerId who may see its statistics and change it; null for a link made without signing in, which nobody may change
 * @param expiresAt from when it is gone; null for never
 * @param clickLimit how often it may be followed; null for without end
 * @param secret whether whoever follows it must know a password
 * @param version 1 at birth and one more with each change
 */
public record Link(String shortKey, String longUrl, RedirectType redirectType, @Nullable String ownerId,
        Instant createdAt, @Nullable Instant expiresAt, @Nullable ClickLimit clickLimit, boolean secret,
        boolean disabled, boolean deleted, long version) {

    public boolean anonymous() {
        return ownerId == null;
    }

    public boolean belongsTo(@Nullable String userId) {
        return ownerId != null && ownerId.equals(userId);
    }
}
