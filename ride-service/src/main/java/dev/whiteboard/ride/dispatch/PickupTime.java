package dev.whiteboard.ride.dispatch;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.location.Locations;
import dev.whiteboard.ride.route.Routing;
import dev.whiteboard.ride.trip.Ride;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** How long drivers need to the pickup. */
@Component
class PickupTime {
    private final Locations locations;
    private final Routing routing;

    PickupTime(Locations locations, Routing routing) {
        this.locations = locations;
        this.routing = routing;
    }

    private record Car(String driverId, Position position) {}

    /** In seconds, by driver, all measured in the same way; without those of whom nobody knows where they are. */
    Map<String, Long> of(Ride ride, List<String> driverIds) {
        List<Car> cars = driverIds.stream().flatMap(driver -> locations.latest(ride.quote().city(), driver)
                .map(fix -> new Car(driver, fix.position())).stream()).toList();
        List<Driven> ways = routing.toward(ride.quote().pickup(), cars.stream().map(Car::position).toList());
        Map<String, Long> seconds = new LinkedHashMap<>();
        IntStream.range(0, cars.size())
                .forEach(number -> seconds.put(cars.get(number).driverId(), ways.get(number).seconds()));
        return seconds;
    }
}
