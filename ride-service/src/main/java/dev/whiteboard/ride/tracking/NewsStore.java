package dev.whiteboard.ride.tracking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What users are to be told, as it was written down. */
@Repository
class NewsStore {
    private final JdbcClient jdbc;

    NewsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing that a user is told. */
    record Entry(long seq, String type, String payload) {}

    /** A ride with a driver on the way, and who waits for it. */
    record Bound(String rideId, String riderId, String driverId, String city) {}

    /** The number of the latest of each of them who was ever told anything. */
    Map<String, Long> heads(Collection<String> users) {
        record Head(String userId, long seq) {}
        return jdbc.sql("select user_id, seq from news_head where user_id = any(:users)")
                .param("users", users.toArray(String[]::new))
                .query((row, _) -> new Head(row.getString("user_id"), row.getLong("seq"))).list().stream()
                .collect(Collectors.toMap(Head::userId, Head::seq));
    }

    List<Entry> after(String userId, long seq, int most) {
        return jdbc.sql("""
                select seq, type, payload from news where user_id = :user and seq > :seq order by seq limit :most""")
                .param("user", userId).param("seq", seq).param("most", most)
                .query((row, _) -> new Entry(row.getLong("seq"), row.getString("type"), row.getString("payload")))
                .list();
    }

    List<Bound> bound(Collection<String> riders) {
        return jdbc.sql("""
                select ride.id, ride.rider_id, ride.driver_id, quote.city
                from ride join quote on quote.id = ride.quote_id
                where ride.rider_id = any(:riders) and ride.state in ('accepted', 'arriving', 'in_progress')""")
                .param("riders", riders.toArray(String[]::new))
                .query((row, _) -> new Bound(row.getString("id"), row.getString("rider_id"),
                        row.getString("driver_id"), row.getString("city")))
                .list();
    }

    int forget(Duration after, int most) {
        return jdbc.sql("""
                delete from news where (user_id, seq) in (
                    select user_id, seq from news where at < wb_now() - make_interval(secs => :after) limit :most)""")
                .param("after", after.toSeconds()).param("most", most).update();
    }
}
