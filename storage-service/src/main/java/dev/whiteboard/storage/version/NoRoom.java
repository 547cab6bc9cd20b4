package dev.whiteboard.storage.version;

import static dev.whiteboard.common.problem.ErrorCode.PAYLOAD_TOO_LARGE;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;

/** The quota is used up (413). */
public final class NoRoom extends ProblemException {
    private static final long serialVersionUID = 1L;

    public NoRoom() {
        super(Problem.of(PAYLOAD_TOO_LARGE, "there is not enough room left: see GET /api/v1/storage/quota"));
    }
}
