package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.RateCards;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.quote.Quote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How rides are read from their rows. */
final class RideRows {
    static final String SELECT = """
            select ride.id, ride.quote_id, ride.rider_id, ride.driver_id, ride.state, ride.payment_method, ride.requested_at,
                ride.match_until, ride.accepted_at, ride.arrived_at, ride.started_at, ride.ended_at, ride.cancelled_by,
                ride.fee, ride.fare, ride.metres, ride.version, quote.city, quote.ride_type, quote.pickup_lat,
                quote.pickup_lng, quote.dropoff_lat, quote.dropoff_lng, quote.metres as expected_metres, quote.seconds,
                quote.surge, quote.rate_card, quote.fare as quoted, quote.currency, quote.expires_at
            from ride join quote on quote.id = ride.quote_id""";

    private RideRows() {}

    static Ride ride(ResultSet row, int number) throws SQLException {
        return new Ride(row.getString("id"), quote(row), row.getString("rider_id"), row.getString("payment_method"),
                Objects.requireNonNull(time(row, "requested_at")), Objects.requireNonNull(time(row, "match_until")),
                course(row), row.getLong("version"));
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(RideState.of(row.getString("state")), row.getString("driver_id"), time(row, "accepted_at"),
                time(row, "arrived_at"), time(row, "started_at"), time(row, "ended_at"),
                Optional.ofNullable(row.getString("cancelled_by")).map(Party::of).orElse(null), row.getLong("fee"),
                row.getObject("fare", Long.class), row.getObject("metres", Long.class));
    }

    private static Quote quote(ResultSet row) throws SQLException {
        return new Quote(row.getString("quote_id"), row.getString("rider_id"), row.getString("city"),
                new Position(row.getDouble("pickup_lat"), row.getDouble("pickup_lng")),
                new Position(row.getDouble("dropoff_lat"), row.getDouble("dropoff_lng")),
                new Driven(row.getLong("expected_metres"), row.getLong("seconds")), new Surge(row.getInt("surge")),
                RateCards.get(row.getString("rate_card"), RideType.of(row.getString("ride_type"))),
                row.getLong("quoted"), Currency.getInstance(row.getString("currency")),
                Objects.requireNonNull(time(row, "expires_at")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
