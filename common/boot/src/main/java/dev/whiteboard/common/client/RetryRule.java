package dev.whiteboard.common.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Decides whether doing it again could do any harm. */
final class RetryRule {
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT,
            HttpMethod.DELETE, HttpMethod.OPTIONS);

    /** The gateway's and the container's ways to say "not now"; a 500 would most likely be a 500 again. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private RetryRule() {}

    static boolean isRepeatable(HttpMethod method, HttpHeaders headers) {
        return IDEMPOTENT.contains(method) || headers.containsHeader("Idempotency-Key");
    }

    /** Nobody listens there: the request had no effect, and asking another replica costs this one nothing. */
    static boolean isRefused(IOException failure) {
        return failure instanceof ConnectException && !(failure.getCause() instanceof HttpConnectTimeoutException);
    }

    /** A request that never left has had no effect, whatever it is. */
    static boolean neverLeft(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    static boolean isPassing(int status) {
        return PASSING.contains(status);
    }
}
