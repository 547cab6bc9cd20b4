package dev.whiteboard.common.id;

import java.time.Duration;

/** No id can be issued right now without the risk of issuing it twice; the caller should try again later (503). */
public final class IdsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why ids are refused. */
    public enum Reason {
        /** The wall clock is behind the last id by more than the generator's patience. */
        CLOCK_STEPPED_BACK,
        /** The span of time that the lease allows is used up and has not been extended. */
        LEASE_NOT_EXTENDED,
        /** This process holds no worker id: all are taken, or the database cannot be reached. */
        NO_WORKER_ID,
        /** The machine's clock and the database's clock are too far apart. */
        CLOCK_SKEWED
    }

    private final Reason reason;
    private final Duration retryAfter;

    /** Refuses for {@code reason}; the text says what an operator should know. */
    public IdsUnavailable(Reason reason, String text, Duration retryAfter) {
        super(text);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When it is worth asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
