package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Fix;
import dev.whiteboard.ride.location.FixListener;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures rides in progress by the positions that are believed: the way from one to the next. A position counts once,
 * because only those later than the last one count, under the row's lock.
 */
@Component
class Odometer implements FixListener {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Odometer(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Reading(String rideId, @Nullable Position last, @Nullable OffsetDateTime at) {}

    /** Most positions are of drivers who drive nobody: those cost one statement and no transaction. */
    @Override
    public void believed(String driverId, List<Fix> fixes) {
        if (isRunning(driverId)) {
            transaction.executeWithoutResult(
                    _ -> running(driverId).ifPresent(reading -> advance(reading, fixes)));
        }
    }

    private boolean isRunning(String driverId) {
        return jdbc.sql("select exists (select 1 from trace where driver_id = :driver and open)")
                .param("driver", driverId).query(Boolean.class).single();
    }

    private Optional<Reading> running(String driverId) {
        return jdbc.sql(
                "select ride_id, last_lat, last_lng, last_at from trace where driver_id = :driver and open for update")
                .param("driver", driverId).query((row, _) -> {
                    OffsetDateTime at = row.getObject("last_at", OffsetDateTime.class);
                    return new Reading(row.getString("ride_id"), at == null
                            ? null
                            : new Position(row.getDouble("last_lat"), row.getDouble("last_lng")), at);
                }).optional();
    }

    private void advance(Reading reading, List<Fix> fixes) {
        double metres = 0;
        int points = 0;
        Position last = reading.last();
        Fix latest = fixes.getLast();
        for (Fix fix : fixes) {
            if (reading.at() == null || fix.at().isAfter(reading.at().toInstant())) {
                metres += last == null ? 0 : last.metresTo(fix.position());
                last = fix.position();
                points++;
            }
        }
        if (points == 0) {
            return;
        }
        jdbc.sql("""
                update trace set metres = metres + :metres, points = points + :points, last_lat = :lat, last_lng = :lng,
                    last_at = :at where ride_id = :ride""")
                .param("metres", metres).param("points", points).param("lat", latest.position().lat())
                .param("lng", latest.position().lng()).param("at", latest.at().atOffset(ZoneOffset.UTC))
                .param("ride", reading.rideId()).update();
    }
}
