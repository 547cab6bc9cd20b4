package dev.whiteboard.identity.account;

import java.time.Instant;
import java.util.List;

import dev.whiteboard.common.id.PublicId;
import org.jspecify.annotations.Nullable;

/** A user as stored, without the password. */
public record User(
        long id,
        String username,
        String displayName,
        @Nullable String email,
        List<String> roles,
        boolean disabled,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public static final String PREFIX = "usr";

    public User {
        roles = List.copyOf(roles);
    }

    public String publicId() {
        return PublicId.format(PREFIX, id);
    }
}
