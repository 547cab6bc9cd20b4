package dev.whiteboard.ride.trip;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far rides were driven, as their positions tell. */
@Repository
class TraceStore {
    /** One place is no way. */
    private static final int FEWEST_POINTS = 2;

    private final JdbcClient jdbc;

    TraceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(String rideId, String driverId) {
        jdbc.sql("insert into trace (ride_id, driver_id) values (:ride, :driver)").param("ride", rideId)
                .param("driver", driverId).update();
    }

    void close(String rideId) {
        jdbc.sql("update trace set open = false where ride_id = :ride").param("ride", rideId).update();
    }

    Optional<Long> metres(String rideId) {
        return jdbc.sql("select round(metres)::bigint from trace where ride_id = :ride and points >= :fewest")
                .param("ride", rideId).param("fewest", FEWEST_POINTS).query(Long.class).optional();
    }
}
