package dev.whiteboard.common.client;

import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.FAILING;
import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.TOO_SLOW;
import static dev.whiteboard.common.client.UpstreamUnavailable.Reason.UNREACHABLE;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/** What one attempt came to. */
sealed interface Attempt {
    /** Whether to leave it at that: it went well, or doing it again could do harm or would not help. */
    boolean isFinal(boolean repeatable);

    /** Whether another replica may be asked without charge to the retry budget. */
    default boolean costNothing() {
        return false;
    }

    /** The answer, or why there is none that can be used. */
    HttpResponse<byte[]> answer(String service);

    /** The service answered, if only with an error. */
    record Answered(HttpResponse<byte[]> response) implements Attempt {
        @Override
        public boolean isFinal(boolean repeatable) {
            return !repeatable || !RetryRule.isPassing(response.statusCode());
        }

        @Override
        public HttpResponse<byte[]> answer(String service) {
            if (response.statusCode() >= 500) {
                throw new UpstreamUnavailable(service, FAILING, null);
            }
            return response;
        }
    }

    /** No answer came, or not all of it. */
    record Failed(IOException cause) implements Attempt {
        @Override
        public boolean isFinal(boolean repeatable) {
            return !repeatable && !RetryRule.neverLeft(cause);
        }

        @Override
        public boolean costNothing() {
            return RetryRule.isRefused(cause);
        }

        @Override
        public HttpResponse<byte[]> answer(String service) {
            boolean slow = cause instanceof HttpTimeoutException && !RetryRule.neverLeft(cause);
            throw new UpstreamUnavailable(service, slow ? TOO_SLOW : UNREACHABLE, cause);
        }
    }
}
