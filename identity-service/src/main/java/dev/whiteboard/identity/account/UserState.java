package dev.whiteboard.identity.account;

import java.time.Instant;
import java.util.List;

/**
 * A record of the topic {@code identity.users.v1}: a user's whole public state. The e-mail address is not part of it;
 * a compacted topic is no place for what a person may want forgotten.
 */
record UserState(
        String id,
        String username,
        String displayName,
        List<String> roles,
        boolean disabled,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static UserState of(User user) {
        return new UserState(user.publicId(), user.username(), user.displayName(), user.roles(), user.disabled(),
                user.version(), user.createdAt(), user.updatedAt());
    }
}
