package dev.whiteboard.ride.quote;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.RateCards;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of quotes. */
@Repository
class QuoteStore {
    private final JdbcClient jdbc;

    QuoteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return until when it holds */
    Instant insert(Quote quote, Duration valid) {
        return jdbc
                .sql("""
                        insert into quote (id, rider_id, city, ride_type, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng, metres,
                            seconds, surge, rate_card, fare, currency, expires_at)
                        values (:id, :rider, :city, :type, :pickupLat, :pickupLng, :dropoffLat, :dropoffLng, :metres, :seconds,
                            :surge, :card, :fare, :currency, wb_now() + make_interval(secs => :valid))
                        returning expires_at""")
                .param("id", quote.id()).param("rider", quote.riderId()).param("city", quote.city())
                .param("type", quote.card().type().wire()).param("pickupLat", quote.pickup().lat())
                .param("pickupLng", quote.pickup().lng()).param("dropoffLat", quote.dropoff().lat())
                .param("dropoffLng", quote.dropoff().lng()).param("metres", quote.expected().metres())
                .param("seconds", quote.expected().seconds()).param("surge", quote.surge().hundredths())
                .param("card", quote.card().version()).param("fare", quote.fare())
                .param("currency", quote.currency().getCurrencyCode()).param("valid", valid.toMillis() / 1_000.0)
                .query(OffsetDateTime.class).single().toInstant();
    }

    Optional<Quote> find(String id, String riderId) {
        return jdbc.sql("select * from quote where id = :id and rider_id = :rider").param("id", id)
                .param("rider", riderId).query((row, _) -> quote(row)).optional();
    }

    /** Whether it was unused and held; from now on it is used, if the transaction commits. */
    boolean use(String id) {
        return jdbc.sql("update quote set used = true where id = :id and not used and expires_at > wb_now()")
                .param("id", id).update() == 1;
    }

    boolean isUsed(String id) {
        return jdbc.sql("select used from quote where id = :id").param("id", id).query(Boolean.class).single();
    }

    /** Forgets what nobody used. */
    int forget(Duration after, int most) {
        return jdbc.sql("""
                delete from quote where id in (select id from quote
                    where not used and expires_at < wb_now() - make_interval(secs => :after) limit :most)""")
                .param("after", after.toSeconds()).param("most", most).update();
    }

    private static Quote quote(ResultSet row) throws SQLException {
        RideType type = RideType.of(row.getString("ride_type"));
        return new Quote(row.getString("id"), row.getString("rider_id"), row.getString("city"),
                new Position(row.getDouble("pickup_lat"), row.getDouble("pickup_lng")),
                new Position(row.getDouble("dropoff_lat"), row.getDouble("dropoff_lng")),
                new Driven(row.getLong("metres"), row.getLong("seconds")), new Surge(row.getInt("surge")),
                RateCards.get(row.getString("rate_card"), type), row.getLong("fare"),
                Currency.getInstance(row.getString("currency")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
