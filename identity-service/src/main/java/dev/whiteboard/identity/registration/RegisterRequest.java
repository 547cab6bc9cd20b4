package dev.whiteboard.identity.registration;

import org.jspecify.annotations.Nullable;

/** What a person gives to become a user. */
record RegisterRequest(
        String username,
        String password,
        String displayName,
        @Nullable String email) {
    /** Never the password: this may end in a log. */
    @Override
    public String toString() {
        return "RegisterRequest[" + username + "]";
    }
}
