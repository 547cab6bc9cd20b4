package dev.whiteboard.common.id;

import java.time.Duration;
import java.time.Instant;

/**
 * Issues 63-bit ids that sort by time and are never issued twice.
 *
 * <pre>{@code
 *  0 | 41 bits: milliseconds since 2025-01-01 | 10 bits: worker | 12 bits: sequence
 * }</pre>
 *
 * <p>41 bits last until 2094, 12 bits are 4,096 ids per worker and millisecond. After Twitter's Snowflake (2010), with
 * one difference: uniqueness does not rest on clocks. A worker id comes with a span of time that was written down
 * before use ({@link WorkerLease}), so a clock that is wrong costs availability, never uniqueness: if it steps back by
 * no more than {@code patience} the caller waits, beyond that it is refused with {@link IdsUnavailable}. A full
 * millisecond waits for the next one.
 */
public final class SnowflakeGenerator {
    /** 2025-01-01T00:00:00Z. */
    public static final long EPOCH_MILLIS = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    static final int WORKER_BITS = 10;
    static final int SEQUENCE_BITS = 12;

    private static final int SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;
    private static final int MAX_WAITS = 1_000;

    private final IdClock clock;
    private final WorkerLeases leases;
    private final long patienceMillis;

    /** Issues from {@code leases}; {@code patience} is the step back that is waited out rather than refused. */
    public SnowflakeGenerator(IdClock clock, WorkerLeases leases, Duration patience) {
        this.clock = clock;
        this.leases = leases;
        this.patienceMillis = patience.toMillis();
    }

    /**
     * The next id, greater than every id that this generator issued before from the same lease.
     *
     * @throws IdsUnavailable if issuing one now might repeat one
     */
    public long next() {
        for (int waits = 0; waits < MAX_WAITS; waits++) {
            WorkerLease lease = leases.current();
            long now = clock.millis();
            long place = lease.take(now);
            if (place > 0) {
                return id(place, lease.workerId());
            }
            if (place == WorkerLease.Place.BEYOND_THE_SPAN) {
                throw new IdsUnavailable(IdsUnavailable.Reason.LEASE_NOT_EXTENDED,
                        "worker " + lease.workerId() + " may issue ids only until " + lease.issuableUntil()
                                + ", now is " + now,
                        Duration.ofSeconds(1));
            }
            waitUntil(-place, now);
        }
        throw steppedBack(MAX_WAITS);
    }

    /** The moment that an id was issued at. */
    public static Instant issuedAt(long id) {
        return Instant.ofEpochMilli((id >> WORKER_BITS + SEQUENCE_BITS) + EPOCH_MILLIS);
    }

    private void waitUntil(long millis, long now) {
        long behind = millis - now;
        if (behind > patienceMillis) {
            throw steppedBack(behind);
        }
        clock.pause(behind);
    }

    private static IdsUnavailable steppedBack(long behind) {
        return new IdsUnavailable(IdsUnavailable.Reason.CLOCK_STEPPED_BACK,
                "the clock is " + behind + " ms behind the next id", Duration.ofMillis(Math.max(1_000, behind)));
    }

    private static long id(long place, int worker) {
        long millis = (place >> SEQUENCE_BITS) - EPOCH_MILLIS;
        return (millis << WORKER_BITS | worker) << SEQUENCE_BITS | place & SEQUENCE_MASK;
    }
}
