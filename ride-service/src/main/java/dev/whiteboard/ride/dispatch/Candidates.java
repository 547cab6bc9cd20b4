package dev.whiteboard.ride.dispatch;

import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Locations;
import dev.whiteboard.ride.location.Nearby;
import dev.whiteboard.ride.trip.MatchProperties;
import dev.whiteboard.ride.trip.Ride;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who could drive: drivers near the pickup who want to work, have no ride and no open offer, and have not been asked. What
 * is read here may be over in the next moment; whether an offer can be made is decided when it is made.
 */
@Component
class Candidates {
    private static final int WIDER = 4;

    private final Locations locations;
    private final Cities cities;
    private final JdbcClient jdbc;
    private final MatchProperties properties;

    Candidates(Locations locations, Cities cities, JdbcClient jdbc, MatchProperties properties) {
        this.locations = locations;
        this.cities = cities;
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** The nearest for a ride. */
    List<Nearby> of(Ride ride) {
        return near(ride.quote().city(), ride.quote().pickup(), ride.riderId(), ride.id(), properties.candidates());
    }

    /** Asks for more of the nearest until enough of them are free, or there are no more. */
    List<Nearby> near(String cityName, Position pickup, String riderId, String rideId, int wanted) {
        City city = cities.get(cityName);
        int asked = wanted;
        while (true) {
            List<Nearby> near = locations.nearest(city, pickup, properties.radiusMetres(), asked);
            Set<String> free = free(near, riderId, rideId);
            if (free.size() >= wanted || near.size() < asked) {
                return near.stream().filter(driver -> free.contains(driver.driverId())).limit(wanted).toList();
            }
            asked *= WIDER;
        }
    }

    private Set<String> free(List<Nearby> near, String riderId, String rideId) {
        if (near.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc
                .sql("""
                        select id from driver
                        where id = any(:ids) and available and id <> :rider
                            and not exists (select 1 from offer where driver_id = driver.id and state in ('pending', 'accepted'))
                            and not exists (select 1 from offer where driver_id = driver.id and ride_id = :ride)""")
                .param("ids", near.stream().map(Nearby::driverId).toArray(String[]::new)).param("rider", riderId)
                .param("ride", rideId).query(String.class).list());
    }
}
