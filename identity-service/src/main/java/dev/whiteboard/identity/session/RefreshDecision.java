package dev.whiteboard.identity.session;

import java.time.Duration;

import dev.whiteboard.identity.account.User;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a presented refresh token.
 * <p>
 * Rotation with reuse detection (RFC 9700 §4.14.2): every token works once. One that comes back after its rotation was
 * either stolen or belongs to a client that never saw the answer. Within the grace the two cannot be told apart, and the
 * answer is harmless to give again: the same successor. After the grace it is theft, and the family dies.
 */
sealed interface RefreshDecision {
    /** The token is its family's live head. */
    record Rotate(long familyId, User user) implements RefreshDecision {}

    /** The token was rotated a moment ago: its successor once more. */
    @SuppressWarnings("ArrayRecordComponent") // an opaque seal, never compared
    record Repeat(long familyId, User user, byte[] successorSealed) implements RefreshDecision {}

    /** The token was rotated long ago: somebody holds a copy. */
    record KillFamily(long familyId, User user) implements RefreshDecision {}

    /** The token is of no use any more; nothing changes. */
    record Refuse(String why) implements RefreshDecision {}

    static RefreshDecision decide(@Nullable Presented token, Duration grace) {
        if (token == null) {
            return new Refuse("unknown");
        }
        if (token.familyEnded()) {
            return new Refuse("its family has ended");
        }
        if (token.user().disabled()) {
            return new Refuse("its user is disabled");
        }
        long family = token.familyId();
        var user = token.user();
        var rotatedAt = token.rotatedAt();
        if (rotatedAt == null) {
            return token.now().isBefore(token.expiresAt()) ? new Rotate(family, user) : new Refuse("expired");
        }
        var sealed = token.successorSealed();
        boolean inGrace = !token.now().isAfter(rotatedAt.plus(grace));
        return inGrace && sealed != null ? new Repeat(family, user, sealed) : new KillFamily(family, user);
    }
}
