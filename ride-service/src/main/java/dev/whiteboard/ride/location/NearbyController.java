package dev.whiteboard.ride.location;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells other services who is near a place; where somebody is, is nobody else's business. */
@RestController
class NearbyController {
    private static final int MOST = 100;
    private static final double LONGEST_METRES = 50_000;

    private final Locations locations;
    private final Cities cities;

    record Found(List<Nearby> data) {}

    NearbyController(Locations locations, Cities cities) {
        this.locations = locations;
        this.cities = cities;
    }

    @GetMapping("/internal/drivers/nearby")
    Found nearby(@RequestParam double lat, @RequestParam double lng,
            @RequestParam(defaultValue = "demo") String city, @RequestParam(defaultValue = "3000") double metres,
            @RequestParam(defaultValue = "20") int limit) {
        City where = cities.find(city)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such city").field("city").asException());
        if (limit < 1 || limit > MOST) {
            throw Problem.of(VALIDATION_ERROR, "must be from 1 to " + MOST).field("limit").asException();
        }
        if (!(metres > 0 && metres <= LONGEST_METRES)) {
            throw Problem.of(VALIDATION_ERROR, "must be more than 0 and at most " + LONGEST_METRES).field("metres")
                    .asException();
        }
        return new Found(locations.nearest(where, place(lat, lng), metres, limit));
    }

    private static Position place(double lat, double lng) {
        try {
            return new Position(lat, lng);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            throw Problem.of(VALIDATION_ERROR, message).field(message.substring(0, message.indexOf(' '))).asException();
        }
    }
}
