package dev.whiteboard.storage.sync;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Positions as clients hold them. */
@Component
class Cursors {
    private static final String SCOPE = "sync";
    /** No log is that long: reading from there ends in a reset. */
    private static final Position ELSEWHERE = new Position(1, -1);

    private final SignedCursors cursors;

    Cursors(SignedCursors cursors) {
        this.cursors = cursors;
    }

    String write(String userId, Position position) {
        return cursors.sign(SCOPE, userId, Long.toString(position.seq()), Long.toString(position.mark()));
    }

    /** One of another user is a position that is in no log; what was never a cursor is refused. */
    @Nullable
    Position read(String userId, @Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        List<String> parts = cursors.open(SCOPE, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return parts.get(0).equals(userId)
                ? new Position(Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)))
                : ELSEWHERE;
    }
}
