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
 * that is one too many. The connection closes after the answer, so nobody has to read the rest. A content type that names
 * no type, such as {@code *}{@code /*}, is refused here too, because readers further in take it for a mistake of ours.
 */
public final class BodyFilter extends OncePerRequestFilter {
    public static final int ORDER = RequestIdFilter.ORDER + 10;

    private final BodyLimits limits;

    BodyFilter(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            throw Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the content type names no type").asException();
        }
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
