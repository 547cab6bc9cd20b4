package dev.whiteboard.ride.location;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.MISSING_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.driver.Licences;
import dev.whiteboard.ride.geo.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drivers say where they are: one position, or those since the last time. */
@RestController
class LocationController {
    private static final int MOST_POINTS = 1_000;

    private final Locations locations;
    private final Licences licences;
    private final Cities cities;
    private final Clock clock;

    /**
     * @param heading in degrees, clockwise from north
     * @param speed in km/h
     * @param at absent means now
     */
    record Point(double lat, double lng, @Nullable Double heading, @Nullable Double speed, @Nullable Instant at) {
        private static final double FULL_CIRCLE = 360;
        private static final double FASTEST = 500;

        Point {
            new Position(lat, lng);
            if (heading != null && !(heading >= 0 && heading < FULL_CIRCLE)) {
                throw new IllegalArgumentException("heading must be from 0 to 360");
            }
            if (speed != null && !(speed >= 0 && speed <= FASTEST)) {
                throw new IllegalArgumentException("speed must be from 0 to 500 km/h");
            }
        }

        Fix fix(String driverId, Instant now) {
            return new Fix(driverId, new Position(lat, lng), heading, speed, at == null ? now : at);
        }
    }

    /** Either a point or points. */
    record Report(@Nullable Double lat, @Nullable Double lng, @Nullable Double heading, @Nullable Double speed,
            @Nullable Instant at, @Nullable List<Point> points) {

        List<Point> all() {
            if (points != null) {
                if (lat != null || lng != null || points.isEmpty() || points.size() > MOST_POINTS) {
                    throw Problem.of(VALIDATION_ERROR, "must be 1 to " + MOST_POINTS + " points, and no other position")
                            .field("points").asException();
                }
                return points;
            }
            return List.of(point(required("lat", lat), required("lng", lng)));
        }

        private Point point(double atLat, double atLng) {
            try {
                return new Point(atLat, atLng, heading, speed, at);
            } catch (IllegalArgumentException refused) {
                String message = String.valueOf(refused.getMessage());
                throw Problem.of(VALIDATION_ERROR, message).field(message.substring(0, message.indexOf(' ')))
                        .asException();
            }
        }

        private static double required(String field, @Nullable Double value) {
            if (value == null) {
                throw Problem.of(MISSING_FIELD, "is required").field(field).asException();
            }
            return value;
        }
    }

    record Accepted(int accepted) {}

    LocationController(Locations locations, Licences licences, Cities cities, Clock clock) {
        this.locations = locations;
        this.licences = licences;
        this.cities = cities;
        this.clock = clock;
    }

    @PutMapping("/api/v1/drivers/location")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted report(@RequestBody Report report, @AuthenticationPrincipal Caller caller) {
        List<Point> points = report.all();
        String city = licences.city(caller.userId())
                .orElseThrow(() -> Problem.of(FORBIDDEN, "you are not a driver").asException());
        Instant now = clock.instant();
        return new Accepted(locations.take(cities.get(city), caller.userId(),
                points.stream().map(point -> point.fix(caller.userId(), now)).toList()));
    }
}
