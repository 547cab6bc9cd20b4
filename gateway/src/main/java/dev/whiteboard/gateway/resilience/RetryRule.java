package dev.whiteboard.gateway.resilience;

import java.util.Set;

/**
 * Decides whether a failed call may be sent again. A call that never left may always go elsewhere. One that may have had
 * its effect goes again only if a second time changes nothing: by its method, or because its idempotency key makes the
 * service recognise it.
 */
final class RetryRule {
    static final int ATTEMPTS = 3;
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");
    private static final Set<Integer> RETRIED = Set.of(502, 503, 504);

    private RetryRule() {}

    /**
     * What a call is like.
     *
     * @param routeRetries what the route table says
     * @param method HTTP method
     * @param keyed whether it carries an idempotency key
     * @param repeatable whether its body, if any, is still at hand
     */
    record Call(
            boolean routeRetries,
            String method,
            boolean keyed,
            boolean repeatable) {

        boolean idempotent() {
            return IDEMPOTENT.contains(method) || keyed && method.equals("POST");
        }
    }

    static boolean mayRetry(Call call, Failure failure, int attempt) {
        if (attempt >= ATTEMPTS || !call.repeatable()) {
            return false;
        }
        return switch (failure) {
            case NOT_SENT -> true;
            case BROKEN -> call.routeRetries() && call.idempotent();
            case TIMED_OUT, REFUSED, UNEXPECTED -> false;
        };
    }

    static boolean mayRetry(Call call, int status, int attempt) {
        return RETRIED.contains(status) && attempt < ATTEMPTS && call.repeatable() && call.routeRetries()
                && call.idempotent();
    }
}
