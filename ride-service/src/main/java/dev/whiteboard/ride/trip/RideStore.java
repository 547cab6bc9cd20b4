package dev.whiteboard.ride.trip;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of rides. */
@Repository
class RideStore {
    private final JdbcClient jdbc;

    RideStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new ride, which the matcher is to look at now. */
    void insert(String id, String quoteId, String riderId, @Nullable String paymentMethod, Duration patience) {
        jdbc.sql(
                """
                        insert into ride (id, quote_id, rider_id, state, payment_method, match_until, match_at)
                        values (:id, :quote, :rider, 'matching', :method, wb_now() + make_interval(secs => :patience), wb_now())""")
                .param("id", id).param("quote", quoteId).param("rider", riderId)
                .param("method", paymentMethod, Types.VARCHAR).param("patience", seconds(patience)).update();
    }

    Optional<Ride> find(String id) {
        return jdbc.sql(RideRows.SELECT + " where ride.id = :id").param("id", id).query(RideRows::ride).optional();
    }

    Instant now() {
        return jdbc.sql("select wb_now()").query(OffsetDateTime.class).single().toInstant();
    }

    /**
     * The ride as it is to be, if it is still at the version that was looked at, and the deadline has not passed.
     *
     * @return whether it is so now; if not, nothing was written
     */
    boolean change(Ride seen, Course next, @Nullable Instant before) {
        return jdbc.sql("""
                update ride set state = :state, driver_id = :driver, accepted_at = :accepted, arrived_at = :arrived,
                    started_at = :started, ended_at = :ended, cancelled_by = :by, fee = :fee, fare = :fare,
                    metres = :metres, version = version + 1,
                    match_at = case when :state = 'matching' then wb_now() end
                where id = :id and version = :version
                    and (cast(:before as timestamptz) is null or wb_now() < cast(:before as timestamptz))""")
                .param("id", seen.id()).param("version", seen.version()).param("state", next.state().wire())
                .param("driver", next.driverId(), Types.VARCHAR)
                .param("accepted", time(next.acceptedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("arrived", time(next.arrivedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("started", time(next.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", time(next.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", next.cancelledBy() == null ? null : next.cancelledBy().wire(), Types.VARCHAR)
                .param("fee", next.fee()).param("fare", next.fare(), Types.BIGINT)
                .param("metres", next.metres(), Types.BIGINT)
                .param("before", time(before), Types.TIMESTAMP_WITH_TIMEZONE).update() == 1;
    }

    /** When the matcher is to look at the ride again; only by whom has just changed it. */
    void lookAgain(String id, Instant at) {
        jdbc.sql("update ride set match_at = :at where id = :id and state = 'matching'").param("id", id)
                .param("at", time(at), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    /** Takes rides that are due, for as long as the lease; whoever dies meanwhile leaves them due. */
    List<String> claimDue(int most, Duration lease) {
        return jdbc.sql("""
                update ride set match_at = wb_now() + make_interval(secs => :lease)
                where id in (select id from ride where match_at <= wb_now() order by match_at limit :most
                             for update skip locked) and state = 'matching'
                returning id""")
                .param("lease", seconds(lease)).param("most", most).query(String.class).list();
    }

    /** Rides of somebody, as rider or driver, the latest first. */
    List<Ride> of(String userId, String below, int most) {
        return jdbc
                .sql("""
                        select * from (
                            (%1$s where ride.rider_id = :user and ride.id < :below order by ride.id desc limit :most)
                            union
                            (%1$s where ride.driver_id = :user and ride.id < :below order by ride.id desc limit :most)) both_sides
                        order by id desc limit :most"""
                        .formatted(RideRows.SELECT))
                .param("user", userId).param("below", below).param("most", most).query(RideRows::ride).list();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
