package dev.whiteboard.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.city.Street.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityMapTest {
    private final CityMap map = CityMap.of(Plan.DEMO.withBlocks(60));

    @Test
    void onePlanIsOneCity(@TempDir Path folder) throws IOException {
        OsmFile.write(map, folder.resolve("one"));
        OsmFile.write(CityMap.of(Plan.DEMO.withBlocks(60)), folder.resolve("another"));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("another"));
        OsmFile.write(CityMap.of(new Plan(Plan.DEMO.centre(), 60, 100, 44)), folder.resolve("other"));
        assertThat(Files.readAllBytes(folder.resolve("other")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("one")));
    }

    @Test
    void threeBridgesAndNothingElseCrossTheRiver() {
        List<Street> crossing = map.streets().stream().filter(this::crosses).toList();
        assertThat(crossing).hasSize(3).allMatch(street -> street.kind() == Kind.BRIDGE);
        assertThat(map.streets().stream().filter(street -> street.kind() == Kind.BRIDGE)).hasSize(3);
    }

    private boolean crosses(Street street) {
        return street.corners().stream().map(map::isNorth).distinct().count() > 1;
    }

    @Test
    void everyCornerIsReachedFromEveryOtherAlthoughMostStreetsAreOneWay() {
        Ways out = Ways.from(map, map.corners()[0]);
        assertThat(Arrays.stream(map.corners()).mapToDouble(out::seconds)).allMatch(Double::isFinite);
        for (int corner = 7; corner < map.corners().length; corner += 331) {
            assertThat(Ways.between(map, map.corners()[corner], map.corners()[0]).seconds()).isFinite();
        }
        assertThat(map.streets().stream().filter(Street::oneWay).count()).isGreaterThan(map.streets().size() / 2);
    }

    @Test
    void aWayKeepsToTheStreetsAndToTheirDirections() {
        int[] corners = map.corners();
        Way way = Ways.between(map, corners[3], corners[corners.length - 5]);
        for (int i = 1; i < way.stops().size(); i++) {
            int to = way.stops().get(i).corner();
            assertThat(map.from(way.stops().get(i - 1).corner())).anyMatch(leg -> leg.to() == to);
        }
        assertThat(way.seconds()).isGreaterThan(way.metres() / Kind.PRIMARY.metresPerSecond());
    }

    @Test
    void whoDrivesAWayIsOnItAtAllTimes() {
        int[] corners = map.corners();
        Way way = Ways.between(map, corners[3], corners[500]);
        assertThat(map.along(way, 0)).isEqualTo(map.spot(corners[3]));
        assertThat(map.along(way, way.seconds() + 1)).isEqualTo(map.spot(corners[500]));
        Way.Stop second = way.stops().get(1);
        Spot nearly = map.along(way, second.seconds() - 0.001);
        assertThat(map.nearest(nearly)).isEqualTo(second.corner());
    }

    @Test
    void theOtherBankIsFarAway() {
        int south = corner(false);
        int north = Arrays.stream(map.corners()).filter(map::isNorth).boxed()
                .min((one, other) -> Double.compare(map.metresBetween(south, one), map.metresBetween(south, other)))
                .orElseThrow();
        assertThat(Ways.between(map, south, north).metres()).isGreaterThan(3 * map.metresBetween(south, north));
    }

    /** On the bank, halfway between two bridges. */
    private int corner(boolean northern) {
        int column = 60 * 35 / 100;
        return Arrays.stream(map.corners())
                .filter(corner -> map.grid().column(corner) == column && map.isNorth(corner) == northern)
                .max().orElseThrow();
    }
}
