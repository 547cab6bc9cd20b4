package dev.whiteboard.identity.login;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The failed or unfinished logins under one name, as stored. */
record Attempts(int failures, Instant lastAt, @Nullable Instant lockedUntil) {
    /** What is known of a name nobody has tried yet. */
    static final Attempts NONE = new Attempts(0, Instant.EPOCH, null);
}
