package dev.whiteboard.common.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One refusal, as a value: why, in which field, and when to come back.
 *
 * <p>
 * On the wire it is an RFC 9457 problem with one extension member, {@code error}, that a program can branch on:
 *
 * <pre>{@code
 * {"type":"urn:whiteboard:problem:validation-error","title":"Validation failed","status":422,
 *  "detail":"must be http or https","error":{"code":"VALIDATION_ERROR","message":"must be http or https","field":"long_url"}}
 * }</pre>
 *
 * @param code what kind of refusal
 * @param message what went wrong this time, for a person; never an exception's text, a query or a token
 * @param field the offending field as the client wrote it, for example {@code links[0].long_url}
 * @param retryAfter how long to wait before it is worth trying again
 */
public record Problem(
        ErrorCode code,
        String message,
        @Nullable String field,
        @Nullable Duration retryAfter) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, message, null, null);
    }

    public Problem field(String field) {
        return new Problem(code, message, field, retryAfter);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(code, message, field, wait);
    }

    public int status() {
        return code.status();
    }

    /** The value of {@code Retry-After}: whole seconds, rounded up so that nobody comes back too early. */
    public @Nullable String retryAfterSeconds() {
        return retryAfter == null ? null : Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    public Map<String, Object> toMap() {
        return toMap(null);
    }

    /** The members of the body, in reading order; {@code instance} names this occurrence, usually by its request id. */
    public Map<String, Object> toMap(@Nullable String instance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", code.type());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", message);
        if (instance != null) {
            body.put("instance", instance);
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.name());
        error.put("message", message);
        if (field != null) {
            error.put("field", field);
        }
        body.put("error", error);
        return body;
    }

    public String toJson() {
        return toJson(null);
    }

    /** The body as JSON, for the places that must answer although no mapper is at hand. */
    public String toJson(@Nullable String instance) {
        return ProblemJson.write(toMap(instance));
    }
}
