package dev.whiteboard.ride.dispatch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of drivers besides where they are. */
@Component
class Records {
    private final JdbcClient jdbc;

    /**
     * What counts for a driver.
     *
     * @param stars the mean rating; five until there is one
     * @param declined which part of the latest offers was declined or left to expire, from 0 to 1
     * @param idleMinutes since the last offer, of which there may have been none
     */
    record Standing(String driverId, double stars, double declined, double idleMinutes) {}

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Standing> of(List<String> drivers) {
        return jdbc
                .sql("""
                        select driver.id, coalesce(reputation.stars::float8 / reputation.votes, 5) as stars,
                            coalesce(latest.declined, 0) as declined,
                            extract(epoch from wb_now() - coalesce(latest.at, driver.created_at)) / 60 as idle
                        from driver left join reputation on reputation.user_id = driver.id
                            left join lateral (
                                select avg(case when state in ('declined', 'expired') then 1.0 else 0.0 end)::float8 as declined,
                                    max(made_at) as at
                                from (select state, made_at from offer where offer.driver_id = driver.id
                                      order by made_at desc limit 20) as offers) as latest on true
                        where driver.id = any(:ids)""")
                .param("ids", drivers.toArray(String[]::new))
                .query((row, _) -> new Standing(row.getString("id"), row.getDouble("stars"),
                        row.getDouble("declined"), row.getDouble("idle")))
                .list().stream().collect(Collectors.toMap(Standing::driverId, standing -> standing));
    }
}
