package dev.whiteboard.common.id;

import java.time.Duration;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;

/** No id can be issued right now without the risk of issuing it twice; the caller should try again later (503). */
public final class IdsUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** Why ids are refused. */
    public enum Reason {
        /** The wall clock is behind the last id by more than the generator's patience. */
        CLOCK_STEPPED_BACK,
        /** The span of time that the lease allows is used up and has not been extended. */
        LEASE_NOT_EXTENDED,
        /** This process holds no worker id: all are taken, or the database cannot be reached. */
        NO_WORKER_ID,
        /** The machine's clock and the database's clock are too far apart. */
        CLOCK_SKEWED
    }

    private final Reason reason;
    private final String text;

    /** Refuses for {@code reason}; the text says what an operator should know. */
    public IdsUnavailable(Reason reason, String text, Duration retryAfter) {
        super(Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "new ids cannot be issued at the moment")
                .retryAfter(retryAfter));
        this.reason = reason;
        this.text = text;
    }

    public Reason reason() {
        return reason;
    }

    /** What an operator should know, as against what the client is told. */
    @Override
    public String getMessage() {
        return reason + ": " + text;
    }
}
