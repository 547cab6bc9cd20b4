package dev.whiteboard.identity.account;

import java.time.Instant;

/** What everybody may know about a user. */
public record Profile(String id, String username, String displayName, Instant createdAt) {
    public static Profile of(User user) {
        return new Profile(user.publicId(), user.username(), user.displayName(), user.createdAt());
    }
}
