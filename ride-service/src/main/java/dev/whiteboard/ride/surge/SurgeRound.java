package dev.whiteboard.ride.surge;

import com.uber.h3core.H3Core;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Locations;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts who wants and who offers a ride, and draws each city's map from it. */
@Component
class SurgeRound {
    private final SurgeMaps maps;
    private final Cities cities;
    private final Locations locations;
    private final JdbcClient jdbc;
    private final SurgeProperties properties;
    private final SurgeRules rules;

    SurgeRound(SurgeMaps maps, Cities cities, Locations locations, JdbcClient jdbc, H3Core h3,
            SurgeProperties properties) {
        this.maps = maps;
        this.cities = cities;
        this.locations = locations;
        this.jdbc = jdbc;
        this.properties = properties;
        this.rules = new SurgeRules(
                cell -> h3.gridDisk(cell, 1).stream().filter(near -> near != cell).toList(), properties);
    }

    void run() {
        cities.all().forEach(city -> maps.redraw(city.name(), properties.every(),
                last -> rules.next(last, demand(city), supply(city))));
    }

    /** Riders, not requests: who asks ten times is one. */
    private Map<Long, Integer> demand(City city) {
        Set<String> counted = new HashSet<>();
        Map<Long, Integer> demand = new HashMap<>();
        for (Wanted wanted : wanted(city.name(), properties.demand())) {
            if (counted.add(wanted.riderId())) {
                demand.merge(maps.cell(wanted.pickup()), 1, Integer::sum);
            }
        }
        return demand;
    }

    private record Wanted(String riderId, Position pickup) {}

    private List<Wanted> wanted(String city, Duration since) {
        return jdbc
                .sql("""
                        select ride.rider_id, quote.pickup_lat, quote.pickup_lng from ride join quote on quote.id = ride.quote_id
                        where ride.requested_at > wb_now() - make_interval(secs => :since) and quote.city = :city
                            and ride.state in ('matching', 'no_drivers') order by ride.requested_at desc""")
                .param("since", since.toSeconds()).param("city", city)
                .query((row, _) -> new Wanted(row.getString("rider_id"),
                        new Position(row.getDouble("pickup_lat"), row.getDouble("pickup_lng"))))
                .list();
    }

    private Map<Long, Integer> supply(City city) {
        Set<String> free = new HashSet<>(jdbc.sql("""
                select id from driver where city = :city and available and not exists (
                    select 1 from offer where driver_id = driver.id and state = 'accepted')""")
                .param("city", city.name()).query(String.class).list());
        Map<Long, Integer> supply = new HashMap<>();
        locations.everybody(city).stream().filter(fix -> free.contains(fix.driverId()))
                .forEach(fix -> supply.merge(maps.cell(fix.position()), 1, Integer::sum));
        return supply;
    }
}
