package dev.whiteboard.common.problem;

import java.util.Locale;

/**
 * Every reason for which the house refuses a request. A code is part of the public contract: clients branch on it, so it
 * is never renamed and always travels with the same HTTP status.
 *
 * <p>
 * The line between 400 and 422: what a generic reader of the route's schema could find (syntax, types, names, presence)
 * is 400; what takes a rule of the business to find is 422.
 */
public enum ErrorCode {
    // @formatter:off
    MALFORMED_REQUEST(400, "Malformed request"),
    UNKNOWN_FIELD(400, "Unknown field"),
    MISSING_FIELD(400, "Missing field"),
    WRONG_TYPE(400, "Wrong type"),
    INVALID_CURSOR(400, "Invalid cursor"),
    INVALID_LIMIT(400, "Invalid limit"),
    UNAUTHENTICATED(401, "Authentication required"),
    INVALID_TOKEN(401, "Invalid token"),
    INVALID_CREDENTIALS(401, "Invalid credentials"),
    PAYMENT_REQUIRED(402, "Payment required"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Conflict"),
    ALREADY_EXISTS(409, "Already exists"),
    REQUEST_IN_PROGRESS(409, "Request in progress"),
    OUT_OF_STOCK(409, "Out of stock"),
    GONE(410, "Gone"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    VALIDATION_ERROR(422, "Validation failed"),
    WEAK_PASSWORD(422, "Weak password"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
    PRECONDITION_REQUIRED(428, "Precondition required"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "Request headers too large"),
    INTERNAL_ERROR(500, "Internal error"),
    SERVICE_UNAVAILABLE(503, "Service unavailable");
    // @formatter:on

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that always goes with this code. */
    public int status() {
        return status;
    }

    /** What kind of problem this is, in words; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem type of RFC 9457: a name, not an address to fetch. */
    public String type() {
        return "urn:whiteboard:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code for a status that something other than our own code chose, such as the HTTP server. */
    public static ErrorCode forStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 402 -> PAYMENT_REQUIRED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_ERROR;
            case 428 -> PRECONDITION_REQUIRED;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 502, 503, 504 -> SERVICE_UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
