package dev.whiteboard.identity.account;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a user sees of the own account. */
record OwnProfile(
        String id,
        String username,
        String displayName,
        @Nullable String email,
        boolean emailConfirmed,
        List<String> roles,
        Instant createdAt) {
    static OwnProfile of(User user, boolean emailConfirmed) {
        return new OwnProfile(user.publicId(), user.username(), user.displayName(), user.email(), emailConfirmed,
                user.roles(),
                user.createdAt());
    }
}
