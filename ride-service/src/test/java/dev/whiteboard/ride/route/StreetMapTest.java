package dev.whiteboard.ride.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.Plan;
import dev.whiteboard.city.Spot;
import dev.whiteboard.city.Way;
import dev.whiteboard.city.Ways;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways by the streets take as long as a slow search that is easy to believe says. */
class StreetMapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Plan PLAN = Plan.DEMO.withBlocks(50);
    /** GraphHopper believes that cars drive a tenth slower than they may, in steps of 2 km/h. */
    private static final double FASTEST = 1.03;
    private static final double SLOWEST = 1.2;

    @TempDir
    private static Path folder;
    private static final CityMap CITY = CityMap.of(PLAN);
    private static List<StreetMap> maps;

    /** Three that find no map and make one, at once. */
    @BeforeAll
    static void open() {
        maps = Stream.generate(() -> new StreetMap(new MapFolder(folder, PLAN))).limit(3).toList();
        maps.forEach(StreetMap::start);
        maps.forEach(map -> await("a map").atMost(PATIENCE).until(map::areKnown));
    }

    @Test
    @Promise("ride.eta-by-streets")
    void waysTakeAsLongAsASlowSearchOfTheSameStreetsSays() {
        asLongAsDijkstraSays((from, to) -> maps.getFirst().between(from, to).orElseThrow());
    }

    @Test
    @Promise(value = "ride.eta-by-streets", naive = true)
    void aStraightLineKnowsNoRiver() {
        Toy.mustFail(1, () -> asLongAsDijkstraSays(StraightLine::between));
    }

    private static void asLongAsDijkstraSays(BiFunction<Position, Position, Driven> routing) {
        Random random = Seed.random("ways");
        for (int round = Scale.rounds(1_000); round > 0; round--) {
            int from = CITY.anyCorner(random);
            int to = CITY.anyCorner(random);
            Way way = Ways.between(CITY, from, to);
            Driven driven = routing.apply(at(from), at(to));
            assertThat((double) driven.seconds()).as("from %d to %d", from, to)
                    .isBetween(way.seconds() * FASTEST - 1, way.seconds() * SLOWEST + 1);
        }
    }

    @Test
    void whoeverMadeItAllHaveTheSameMapAndNothingElseIsLeft() {
        int[] corners = CITY.corners();
        Optional<Driven> way = maps.getFirst().between(at(corners[0]), at(corners[corners.length - 1]));
        assertThat(way).isPresent();
        assertThat(maps).allMatch(map -> map.between(at(corners[0]), at(corners[corners.length - 1])).equals(way));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void whoStandsJustBeyondTheLastStreetBelongsToIt() {
        Spot last = Arrays.stream(CITY.corners()).mapToObj(CITY::spot).max(Comparator.comparingDouble(Spot::lat))
                .orElseThrow();
        Position beyond = new Position(last.lat() + 0.0005, last.lng());
        assertThat(maps.getFirst().between(beyond, at(CITY.corners()[0]))).isPresent();
    }

    @Test
    void whereTheMapEndsNobodyKnows() {
        assertThat(maps.getFirst().between(new Position(52.52, 13.405), at(CITY.corners()[0]))).isEmpty();
    }

    private static Position at(int corner) {
        Spot spot = CITY.spot(corner);
        return new Position(spot.lat(), spot.lng());
    }
}
