package dev.whiteboard.identity.admin;

import java.time.Instant;
import java.util.List;

import dev.whiteboard.identity.account.User;
import org.jspecify.annotations.Nullable;

/** What an administrator sees of an account. */
record AdministeredUser(
        String id,
        String username,
        String displayName,
        @Nullable String email,
        List<String> roles,
        boolean disabled,
        Instant createdAt,
        Instant updatedAt) {
    static AdministeredUser of(User user) {
        return new AdministeredUser(user.publicId(), user.username(), user.displayName(), user.email(), user.roles(),
                user.disabled(), user.createdAt(), user.updatedAt());
    }
}
