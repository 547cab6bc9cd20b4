package dev.whiteboard.common.id;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One holder's permission to issue ids: a worker id and a span of milliseconds.
 *
 * <p>The end of the span was written to a durable place before this object learned of it, and the next holder of the
 * same worker id starts above what it finds there. So two holders' spans never overlap, whatever their clocks, pauses
 * and restarts do, and a holder that has lost its lease without noticing does no harm until its span ends.
 *
 * <p>Within the span, {@code last} is the last id's milliseconds and sequence as one number; issuing is one
 * compare-and-set that only ever increases it.
 */
public final class WorkerLease {
    /** Worker ids are 0 … 1,023. */
    public static final int WORKERS = 1 << SnowflakeGenerator.WORKER_BITS;

    private static final int SEQUENCE_BITS = SnowflakeGenerator.SEQUENCE_BITS;

    private final int workerId;
    private final AtomicLong last;
    private volatile long issuableUntil;

    /** A permission for {@code issuableFrom … issuableUntil}, both in milliseconds since 1970 and inclusive. */
    public WorkerLease(int workerId, long issuableFrom, long issuableUntil) {
        if (workerId < 0 || workerId >= WORKERS) {
            throw new IllegalArgumentException("workerId must be 0 … " + (WORKERS - 1) + ": " + workerId);
        }
        this.workerId = workerId;
        this.last = new AtomicLong((Math.max(issuableFrom, SnowflakeGenerator.EPOCH_MILLIS) << SEQUENCE_BITS) - 1);
        this.issuableUntil = issuableUntil;
    }

    /** Moves the end of the span, after the new end has been written down durably. */
    public void extendTo(long issuableUntil) {
        this.issuableUntil = issuableUntil;
    }

    public int workerId() {
        return workerId;
    }

    public long issuableUntil() {
        return issuableUntil;
    }

    /** The last id's milliseconds; just below the span before the first id. */
    public long lastIssued() {
        return last.get() >> SEQUENCE_BITS;
    }

    /** Takes the next free place in time, or says why it cannot: see {@link Place}. */
    long take(long now) {
        while (true) {
            long previous = last.get();
            long next = Math.max(previous + 1, now << SEQUENCE_BITS);
            long millis = next >> SEQUENCE_BITS;
            if (millis > now) {
                return Place.inTheFuture(millis);
            }
            if (millis > issuableUntil) {
                return Place.BEYOND_THE_SPAN;
            }
            if (last.compareAndSet(previous, next)) {
                return next;
            }
        }
    }

    /** How {@link #take} answers without allocating: a place is positive, a refusal is not. */
    static final class Place {
        static final long BEYOND_THE_SPAN = 0;

        private Place() {}

        static long inTheFuture(long millis) {
            return -millis;
        }
    }
}
