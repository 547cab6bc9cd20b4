package dev.whiteboard.ride.trip;

import dev.whiteboard.ride.driver.Driver;
import dev.whiteboard.ride.driver.Drivers;
import dev.whiteboard.ride.location.Fix;
import dev.whiteboard.ride.location.Locations;
import dev.whiteboard.ride.trip.RideView.DriverSight;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what somebody sees of a ride. */
@Component
class Sight {
    private final Drivers drivers;
    private final Ratings ratings;
    private final Locations locations;

    Sight(Drivers drivers, Ratings ratings, Locations locations) {
        this.drivers = drivers;
        this.ratings = ratings;
        this.locations = locations;
    }

    RideView of(Ride ride) {
        return RideView.of(ride, driver(ride));
    }

    private @Nullable DriverSight driver(Ride ride) {
        String id = ride.course().driverId();
        if (id == null) {
            return null;
        }
        Driver driver = drivers.find(id).orElseThrow();
        return new DriverSight(id, driver.vehicle(), ratings.mean(id).orElse(null),
                RideState.BOUND.contains(ride.state())
                        ? locations.latest(driver.city(), id).map(Fix::position).orElse(null)
                        : null);
    }
}
