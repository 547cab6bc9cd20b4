package dev.whiteboard.ride.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.uber.h3core.H3Core;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Frame;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both indexes find whom a look at everybody finds, wherever on earth. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class IndexTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant SINCE = NOON.minusSeconds(60);
    private static final int CROWD = 400;
    private static final double SPREAD_METRES = 8_000;
    /** Redis keeps 52 bits of a place, which is less than a metre. */
    private static final double GRAIN_METRES = 2;

    private static final List<Position> PLACES = List.of(new Position(37.7749, -122.4194), new Position(90, 0),
            new Position(-90, 0), new Position(0.001, 180), new Position(-18.1416, 179.999), new Position(89.97, -179),
            new Position(85.06, 20), new Position(64.7, 10.5362), new Position(0, 0.01));

    @Test
    @Promise("ride.search-exact")
    void theHexagonsFindWhomALookAtEverybodyFinds() throws Exception {
        H3Core h3 = H3Core.newInstance();
        List<Position> places = new ArrayList<>(PLACES);
        h3.getPentagons(5).stream().map(h3::cellToLatLng).map(at -> new Position(at.lat, at.lng)).forEach(places::add);
        exact(places, 1e-6, city -> new H3Index(h3), (index, city, crowd) -> crowd.forEach(
                fix -> assertThat(index.put(city.name(), fix)).isTrue()));
    }

    @Test
    @Promise("ride.search-exact")
    void redisFindsWhomALookAtEverybodyFinds(TestEnvironment environment) {
        try (RedisPositions redis = new RedisPositions(environment.names().get("REDIS_URL"))) {
            exact(PLACES, GRAIN_METRES, _ -> redis, RedisPositionsFill::put);
        }
    }

    @Test
    @Promise(value = "ride.search-exact", naive = true)
    void aBoxOfDegreesMissesNeighboursAcrossTheAntimeridian() {
        Toy.mustFail(1, () -> exact(PLACES, 1e-6, _ -> new BoxIndex(), (index, _, crowd) -> index.crowd.addAll(crowd)));
    }

    /** Makes an index for a city. */
    private interface Making<I> {
        I of(City city);
    }

    /** Puts a crowd into it. */
    private interface Filling<I> {
        void put(I index, City city, List<Fix> crowd);
    }

    private static <I extends PositionIndex> void exact(List<Position> places, double grain, Making<I> making,
            Filling<I> filling) {
        Random random = Seed.random("index");
        for (Position place : places) {
            City city = new City("city" + random.nextInt(1 << 30), place, 60_000, Currency.getInstance("USD"),
                    new Frame(place));
            I index = making.of(city);
            List<Fix> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                // Every tenth has not been heard of lately.
                crowd.add(new Fix("usr_" + i, around(place, random), null, null,
                        i % 10 == 0 ? SINCE.minusSeconds(1) : NOON));
            }
            filling.put(index, city, crowd);
            for (int round = Scale.rounds(500) / 5; round > 0; round--) {
                compare(index, city, crowd, around(place, random), random, grain);
            }
        }
    }

    private static void compare(PositionIndex index, City city, List<Fix> crowd, Position at, Random random,
            double grain) {
        int most = 1 + random.nextInt(40);
        double radius = 100 + random.nextInt(9_000);
        Map<String, Double> truth = crowd.stream().filter(fix -> !fix.at().isBefore(SINCE))
                .collect(Collectors.toMap(Fix::driverId, fix -> at.metresTo(fix.position())));
        List<Double> expected = truth.values().stream().filter(metres -> metres <= radius)
                .sorted(Comparator.naturalOrder()).limit(most).toList();
        List<Nearby> found = index.nearest(city, at, radius, most, SINCE);
        String what = "%s around %s within %.0f m".formatted(index.getClass().getSimpleName(), at, radius);
        assertThat(found.stream().map(Nearby::driverId).distinct().count()).as(what).isEqualTo(found.size());
        assertThat((double) found.size()).as(what).isBetween(
                (double) Math.min(most, truth.values().stream().filter(metres -> metres <= radius - grain).count()),
                (double) Math.min(most, truth.values().stream().filter(metres -> metres <= radius + grain).count()));
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i).metres()).as(what)
                    .isCloseTo(expected.get(i), within(grain));
            assertThat(truth.get(found.get(i).driverId())).as(what)
                    .isCloseTo(found.get(i).metres(), within(grain));
        }
    }

    /** Somewhere around, however few meridians there are left between: a step north and east in the place's own frame. */
    private static Position around(Position centre, Random random) {
        double metres = SPREAD_METRES * Math.sqrt(random.nextDouble());
        double bearing = random.nextDouble() * 2 * Math.PI;
        double angle = metres / 6_372_797.560856;
        double lat = Math.toRadians(centre.lat());
        double to = Math.asin(Math.clamp(
                Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing), -1, 1));
        double east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
                Math.cos(angle) - Math.sin(lat) * Math.sin(to));
        double lng = centre.lng() + Math.toDegrees(east);
        return new Position(Math.toDegrees(to), lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng);
    }

    /** Redis is written to in the background; this waits for it. */
    private static final class RedisPositionsFill {
        static void put(RedisPositions redis, City city, List<Fix> crowd) {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                    .until(() -> redis.put(city, crowd).toCompletableFuture().join() >= 0);
        }
    }

    /** Everybody within so many degrees. */
    private static final class BoxIndex implements PositionIndex {
        private final List<Fix> crowd = new ArrayList<>();

        @Override
        public List<Nearby> nearest(City city, Position place, double radiusMetres, int most, Instant since) {
            double lat = radiusMetres / 111_226;
            double lng = lat / Math.max(1e-9, Math.cos(Math.toRadians(place.lat())));
            return crowd.stream().filter(fix -> !fix.at().isBefore(since))
                    .filter(fix -> Math.abs(fix.position().lat() - place.lat()) <= lat
                            && Math.abs(fix.position().lng() - place.lng()) <= lng)
                    .map(fix -> new Nearby(fix.driverId(), place.metresTo(fix.position())))
                    .filter(nearby -> nearby.metres() <= radiusMetres)
                    .sorted(Comparator.comparingDouble(Nearby::metres)).limit(most).toList();
        }
    }
}
