package dev.whiteboard.video.search;

import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.time.Duration;

/** Elasticsearch is away, hangs or is overrun. */
final class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    SearchUnavailable(String message) {
        super(message);
    }

    SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** What clients are told. */
    static ProblemException problem() {
        return Problem.of(SERVICE_UNAVAILABLE, "search is not available right now; videos are").retryAfter(COME_BACK)
                .asException();
    }
}
