package dev.whiteboard.storage.share;

import dev.whiteboard.common.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Whom something is shared with.
 *
 * @param email the address by which the owner named them; null if it was by name
 */
record Member(User user, @Nullable String email) {
    String id() {
        return user.id();
    }

    String field() {
        return email == null ? "username" : "user_email";
    }
}
