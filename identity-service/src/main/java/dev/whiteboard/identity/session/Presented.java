package dev.whiteboard.identity.session;

import java.time.Instant;

import dev.whiteboard.identity.account.User;
import org.jspecify.annotations.Nullable;

/** Everything the database knows about a presented refresh token, read in one statement with the database's time. */
@SuppressWarnings("ArrayRecordComponent") // an opaque seal, never compared
record Presented(
        long familyId,
        User user,
        boolean familyEnded,
        Instant expiresAt,
        @Nullable Instant rotatedAt,
        byte @Nullable [] successorSealed,
        Instant now) {}
