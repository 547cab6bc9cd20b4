package dev.whiteboard.drills.ride;

import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.Plan;
import dev.whiteboard.city.Spot;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** The part of the demo's city in which things happen, and how people get about in it. */
final class Town {
    /** Three times as fast as one may; four times would not be believed of a car. */
    static final double HURRY = 3;
    private static final double METRES_PER_DEGREE = 111_195;

    private final CityMap map = CityMap.of(Plan.DEMO);
    private final int[] corners;

    Town(double radiusMetres) {
        this.corners = Arrays.stream(map.corners())
                .filter(corner -> metres(map.spot(corner), Plan.DEMO.centre()) < radiusMetres).toArray();
    }

    CityMap map() {
        return map;
    }

    int anyCorner(RandomGenerator random) {
        return corners[random.nextInt(corners.length)];
    }

    /** A corner at about that distance. */
    int awayFrom(int corner, double least, double most, RandomGenerator random) {
        while (true) {
            int other = anyCorner(random);
            double metres = metres(map.spot(corner), map.spot(other));
            if (metres >= least && metres <= most) {
                return other;
            }
        }
    }

    static double metres(Spot one, Spot other) {
        double narrow = Math.cos(Math.toRadians(one.lat()));
        return Math.hypot(one.lat() - other.lat(), (one.lng() - other.lng()) * narrow) * METRES_PER_DEGREE;
    }

    static Map<String, Object> json(Spot spot) {
        return Map.of("lat", spot.lat(), "lng", spot.lng());
    }

    int corner(JsonNode place) {
        return map.nearest(new Spot(place.path("lat").asDouble(), place.path("lng").asDouble()));
    }
}
