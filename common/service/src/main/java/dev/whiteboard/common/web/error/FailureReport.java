package dev.whiteboard.common.web.error;

import java.io.IOException;

import dev.whiteboard.common.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns a failed request into its answer and, if it was our fault, into exactly one line of the log. */
public final class FailureReport {
    private static final Logger log = LoggerFactory.getLogger(FailureReport.class);

    private FailureReport() {}

    public static void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("The client left during {} {}", request.getMethod(), request.getRequestURI());
            return;
        }
        Problem problem = Problems.of(failure);
        switch (problem.code()) {
            case INTERNAL_ERROR -> {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                ServerHttpObservationFilter.findObservationContext(request).ifPresent(seen -> seen.setError(failure));
            }
            case SERVICE_UNAVAILABLE -> log.warn("{} {} found a dependency away: {}", request.getMethod(),
                    request.getRequestURI(), failure.toString());
            default -> log.debug("{} {} refused: {}", request.getMethod(), request.getRequestURI(), problem);
        }
        ProblemWriter.write(response, problem);
    }
}
