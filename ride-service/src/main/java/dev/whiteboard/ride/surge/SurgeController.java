package dev.whiteboard.ride.surge;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows everybody where rides cost more just now. */
@RestController
class SurgeController {
    private final SurgeMaps maps;
    private final Cities cities;
    private final H3Core h3;

    /** @param cell of H3, resolution 8 */
    record Cell(String cell, Position centre, BigDecimal multiplier) {}

    record SurgeView(String city, long version, Instant at, List<Cell> cells) {}

    SurgeController(SurgeMaps maps, Cities cities, H3Core h3) {
        this.maps = maps;
        this.cities = cities;
        this.h3 = h3;
    }

    @GetMapping("/api/v1/rides/surge")
    SurgeView surge(@RequestParam(defaultValue = "demo") String city) {
        City known = cities.find(city)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such city").field("city").asException());
        SurgeMap map = maps.find(known.name())
                .orElseGet(() -> new SurgeMap(known.name(), 0, Instant.EPOCH, Map.of()));
        return new SurgeView(map.city(), map.version(), map.at(), map.cells().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).map(entry -> cell(entry.getKey(), entry.getValue())).toList());
    }

    private Cell cell(long cell, int hundredths) {
        LatLng centre = h3.cellToLatLng(cell);
        return new Cell(h3.h3ToString(cell), new Position(centre.lat, centre.lng), new Surge(hundredths).multiplier());
    }
}
