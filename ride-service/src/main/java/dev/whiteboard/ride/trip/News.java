package dev.whiteboard.ride.trip;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.quote.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down what riders and drivers are to be told, in the transaction in which it becomes true. Users are taken in one
 * order everywhere, because each is held until the commit.
 */
@Component
class News {
    private final JdbcClient jdbc;

    News(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing for one user. */
    private record Item(String userId, String type, Object payload) {}

    record Status(String rideId, String status, long version, @Nullable String driverId) {}

    record Offered(String rideId, Position pickup, Position dropoff, String estimatedFare, String currency,
            Instant expiresAt) {}

    record Closed(String rideId, String reason) {}

    /** @param offers what became of which driver's offer */
    void changed(Ride ride, boolean status, Map<String, OfferState> offers) {
        List<Item> items = new ArrayList<>();
        offers.forEach((driver, state) -> {
            if (state != OfferState.ACCEPTED && state != OfferState.DONE) {
                items.add(new Item(driver, "offer_closed", new Closed(ride.id(), state.wire())));
            }
        });
        if (status) {
            String driver = ride.course().driverId();
            Status told = new Status(ride.id(), ride.state().wire(), ride.version(), driver);
            items.add(new Item(ride.riderId(), "ride_status", told));
            if (driver != null) {
                items.add(new Item(driver, "ride_status", told));
            }
        }
        write(items);
    }

    /** @param expired whose offers have run out
     * @param made to whom the ride is offered now, until when */
    void led(Ride ride, Map<String, OfferState> expired, List<Map.Entry<String, Instant>> made) {
        Quote quote = ride.quote();
        List<Item> items = new ArrayList<>();
        expired.forEach((driver, state) -> items
                .add(new Item(driver, "offer_closed", new Closed(ride.id(), state.wire()))));
        made.forEach(offer -> items.add(new Item(offer.getKey(), "offer", new Offered(ride.id(), quote.pickup(),
                quote.dropoff(), Money.text(quote.fare(), quote.currency()), quote.currency().getCurrencyCode(),
                offer.getValue()))));
        write(items);
    }

    private void write(List<Item> items) {
        items.stream().sorted(Comparator.comparing(Item::userId)).forEach(item -> jdbc.sql("""
                with head as (
                    insert into news_head (user_id, seq) values (:user, 1)
                    on conflict (user_id) do update set seq = news_head.seq + 1 returning seq)
                insert into news (user_id, seq, type, payload) select :user, seq, :type, :payload from head""")
                .param("user", item.userId()).param("type", item.type())
                .param("payload", Json.tolerant().writeValueAsString(item.payload())).update());
    }
}
