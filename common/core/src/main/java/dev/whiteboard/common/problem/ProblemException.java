package dev.whiteboard.common.problem;

/**
 * Carries a {@link Problem} out of a web edge. Rules return refusals as values; only the edge, which has nothing left to
 * decide, throws. It is control flow, not a fault, so it has no stack trace and costs no more than a return.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised: it lives between a controller and its error handler
    private final Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
