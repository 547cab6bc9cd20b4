package dev.whiteboard.common.client;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Another service did not give an answer that can be used: the caller degrades, or answers 503. */
public final class UpstreamUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** Nobody listens, or the connection broke. */
        UNREACHABLE,
        /** The deadline passed. */
        TOO_SLOW,
        /** It answered with a 5xx. */
        FAILING,
        /** It failed so often lately that it is not asked for a while. */
        RESTING,
        /** As many callers as are allowed wait for it already. */
        CROWDED
    }

    private final String service;
    private final Reason reason;

    UpstreamUnavailable(String service, Reason reason, @Nullable Throwable cause) {
        super(service + " is " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), cause);
        this.service = service;
        this.reason = reason;
    }

    public String service() {
        return service;
    }

    public Reason reason() {
        return reason;
    }

    /** When it is worth asking again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(2);
    }
}
