package dev.whiteboard.common.web.request;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.whiteboard.common.telemetry.TraceContext;
import dev.whiteboard.common.web.error.FailureReport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names every request, tells the client its trace, and answers for whatever the filters behind it throw. A client's own
 * request id is kept if it is a plain word, so that nobody can write lines into our logs.
 */
public final class RequestIdFilter extends OncePerRequestFilter {
    /** Right inside the observation, so that there is a trace to tell. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    static final String HEADER = "X-Request-Id";
    private static final String TRACEPARENT = "traceparent";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        String requestId = requestId(request.getHeader(HEADER));
        response.setHeader(HEADER, requestId);
        String traceparent = TraceContext.current();
        response.setHeader(TRACEPARENT,
                traceparent != null ? traceparent : TraceContext.continued(request.getHeader(TRACEPARENT)));
        try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", requestId)) {
            chain.doFilter(request, response);
        } catch (Exception | StackOverflowError failure) {
            FailureReport.answer(request, response, failure);
        }
    }

    private static String requestId(@Nullable String offered) {
        return offered != null && PLAIN.matcher(offered).matches() ? offered : UUID.randomUUID().toString();
    }
}
