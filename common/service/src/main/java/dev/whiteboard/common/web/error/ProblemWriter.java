package dev.whiteboard.common.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Puts a problem on the wire, past content negotiation: whoever asked for HTML is still told in problem+json. */
public final class ProblemWriter {
    private ProblemWriter() {}

    /** Answers with that problem unless an answer is already under way. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (problem.code() == ErrorCode.INVALID_TOKEN) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        byte[] body = problem.toJson(instance(response)).getBytes(UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static @Nullable String instance(HttpServletResponse response) {
        String requestId = response.getHeader("X-Request-Id");
        return requestId == null ? null : "urn:request:" + requestId;
    }
}
