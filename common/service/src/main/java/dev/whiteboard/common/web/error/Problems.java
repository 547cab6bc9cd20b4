package dev.whiteboard.common.web.error;

import static dev.whiteboard.common.problem.ErrorCode.INTERNAL_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.MALFORMED_REQUEST;
import static dev.whiteboard.common.problem.ErrorCode.METHOD_NOT_ALLOWED;
import static dev.whiteboard.common.problem.ErrorCode.MISSING_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;
import static dev.whiteboard.common.problem.ErrorCode.UNSUPPORTED_MEDIA_TYPE;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.WRONG_TYPE;

import java.time.Duration;
import java.util.Locale;

import dev.whiteboard.common.client.UpstreamUnavailable;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Finds the problem that a throwable means. What nobody foresaw is an internal error and says nothing about itself. */
public final class Problems {
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private Problems() {}

    public static Problem of(Throwable failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal.problem();
            case UpstreamUnavailable upstream -> outage().retryAfter(upstream.retryAfter());
            case RequestRejectedException rejected -> Problem.of(MALFORMED_REQUEST,
                    "the request has characters that are not allowed");
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException parameter -> Problem.of(WRONG_TYPE, "has the wrong type")
                    .field(parameter.getName());
            case TypeMismatchException mismatch -> Problem.of(WRONG_TYPE, "has the wrong type");
            case MissingServletRequestParameterException missing -> Problem.of(MISSING_FIELD, "is required")
                    .field(missing.getParameterName());
            case MissingRequestValueException missing -> Problem.of(MISSING_FIELD, "a required value is missing");
            case MethodArgumentNotValidException invalid -> invalid(invalid);
            case HandlerMethodValidationException invalid -> Problem.of(VALIDATION_ERROR, "a parameter breaks a rule");
            case HttpRequestMethodNotSupportedException method -> Problem.of(METHOD_NOT_ALLOWED,
                    "this path does not know that method");
            case HttpMediaTypeNotSupportedException type -> Problem.of(UNSUPPORTED_MEDIA_TYPE,
                    "send application/json");
            case NoHandlerFoundException path -> Problem.of(NOT_FOUND, "there is nothing at this path");
            case NoResourceFoundException path -> Problem.of(NOT_FOUND, "there is nothing at this path");
            case ErrorResponse other -> status(other.getStatusCode().value());
            default -> Outage.isBehind(failure) ? outage() : Problem.of(INTERNAL_ERROR, "something went wrong here");
        };
    }

    /** What is wrong with a piece of JSON that a client sent, for those who read one part of a body at a time. */
    public static Problem unreadable(JacksonException json) {
        return JsonProblems.of(json);
    }

    /** The problem for a status that the container or a library chose. */
    public static Problem status(int status) {
        ErrorCode code = ErrorCode.forStatus(status);
        Problem problem = Problem.of(code, code.title().toLowerCase(Locale.ROOT));
        return code == SERVICE_UNAVAILABLE ? problem.retryAfter(OUTAGE) : problem;
    }

    private static Problem outage() {
        return Problem.of(SERVICE_UNAVAILABLE, "something this service depends on is not answering").retryAfter(OUTAGE);
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refusal) {
                return refusal.problem();
            }
        }
        return unreadable.getCause() instanceof JacksonException json
                ? JsonProblems.of(json)
                : Problem.of(MALFORMED_REQUEST, "a JSON body is required");
    }

    private static Problem invalid(MethodArgumentNotValidException invalid) {
        var error = invalid.getBindingResult().getFieldError();
        if (error == null) {
            return Problem.of(VALIDATION_ERROR, "breaks a rule");
        }
        String message = error.getDefaultMessage();
        return Problem.of(VALIDATION_ERROR, message == null ? "breaks a rule" : message)
                .field(SnakeCase.of(error.getField()));
    }
}
