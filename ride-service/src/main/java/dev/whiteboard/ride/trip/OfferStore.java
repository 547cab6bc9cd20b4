package dev.whiteboard.ride.trip;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of offers. Offers of a ride change only in a transaction that has changed the ride's version before. */
@Repository
class OfferStore {
    private final JdbcClient jdbc;

    OfferStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Offer> of(String rideId) {
        return jdbc.sql("select driver_id, state, expires_at from offer where ride_id = :ride").param("ride", rideId)
                .query((row, _) -> new Offer(row.getString("driver_id"), OfferState.of(row.getString("state")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Offers the ride, unless the driver does not work, has another ride or offer, or was offered this one before.
     *
     * @param by what chose the driver
     * @return until when the offer holds
     */
    Optional<Instant> make(String rideId, String driverId, String by, Duration valid) {
        return jdbc.sql("""
                insert into offer (ride_id, driver_id, state, made_by, expires_at)
                select :ride, id, 'pending', :by, wb_now() + make_interval(secs => :valid)
                from driver where id = :driver and available
                on conflict do nothing returning expires_at""")
                .param("ride", rideId).param("driver", driverId).param("by", by)
                .param("valid", valid.toMillis() / 1_000.0)
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    void move(String rideId, Map<String, OfferState> moves) {
        moves.forEach((driver, state) -> {
            int moved = jdbc.sql("update offer set state = :state where ride_id = :ride and driver_id = :driver")
                    .param("state", state.wire()).param("ride", rideId).param("driver", driver).update();
            if (moved != 1) {
                throw new IllegalStateException(rideId + " was never offered to " + driver);
            }
        });
    }

    List<OpenOffer> openFor(String driverId) {
        return jdbc.sql("""
                select offer.ride_id, offer.expires_at from offer
                where driver_id = :driver and state = 'pending' and expires_at > wb_now()""")
                .param("driver", driverId).query((row, _) -> new OpenOffer(row.getString("ride_id"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    record OpenOffer(String rideId, Instant expiresAt) {}
}
