package dev.whiteboard.common.web.error;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers for everything that a controller, or the search for one, throws. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
    @ExceptionHandler(Throwable.class)
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse known && !response.isCommitted()) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> addHeader(response, name, value)));
        }
        FailureReport.answer(request, response, failure);
    }

    private static void addHeader(HttpServletResponse response, String name, String value) {
        if (!HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
            response.addHeader(name, value);
        }
    }
}
