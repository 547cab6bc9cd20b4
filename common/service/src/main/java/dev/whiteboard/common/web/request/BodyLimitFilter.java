package dev.whiteboard.common.web.request;

import java.io.IOException;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body that is longer than its route allows: at once if the client admits its length, otherwise at the byte
 * that is one too many. The connection closes after the answer, so nobody has to read the rest.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {
    public static final int ORDER = RequestIdFilter.ORDER + 10;

    private final BodyLimits limits;

    BodyLimitFilter(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limits.of(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(response, limit);
        }
        chain.doFilter(new LimitedRequest(request, limit, () -> tooLarge(response, limit)), response);
    }

    private static ProblemException tooLarge(HttpServletResponse response, long limit) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        return Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "the body may have at most " + limit + " bytes").asException();
    }
}
