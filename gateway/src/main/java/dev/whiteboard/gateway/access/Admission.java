package dev.whiteboard.gateway.access;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.gateway.route.Access;

/** Decides whether a caller may use a route: first who it is (401), then what it may do (403). */
final class Admission {
    private Admission() {}

    /** Why not, if not; the caller is null for anonymous requests. */
    static Optional<Problem> objection(Access access, @Nullable Caller caller) {
        return switch (access) {
            case PUBLIC, UNCHECKED -> Optional.empty();
            case USER -> caller == null ? Optional.of(anonymous()) : Optional.empty();
            case ADMIN -> {
                if (caller == null) {
                    yield Optional.of(anonymous());
                }
                yield caller.isAdmin()
                        ? Optional.empty()
                        : Optional.of(Problem.of(ErrorCode.FORBIDDEN, "This takes the role admin."));
            }
        };
    }

    private static Problem anonymous() {
        return Problem.of(ErrorCode.UNAUTHENTICATED, "Send a bearer token or an API key.");
    }
}
