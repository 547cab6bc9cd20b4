package dev.whiteboard.ride.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions on their way into the indexes of all nodes. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class LocationTest {
    private Town town;
    private City demo;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.shared(environment, tokens);
        demo = town.node(0).bean(Cities.class).get("demo");
    }

    @Test
    @Promise("ride.odd-positions")
    void whatIsOddIsNotAcceptedAndChangesNothing() {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        assertThat(driver.at(Town.near(here, 20_000)).json().get("accepted").asInt()).isZero();
        assertThat(driver.at(new Position(0, 0)).json().get("accepted").asInt()).isZero();
        assertThat(
                driver.put("/api/v1/drivers/location", "{\"lat\":37.7,\"lng\":-122.4,\"at\":\"2020-01-01T00:00:00Z\"}")
                        .is(202).json().get("accepted").asInt())
                .isZero();
        assertThat(
                town.node(0).bean(Locations.class).latest("demo", driver.id()).orElseThrow().position().metresTo(here))
                .isLessThan(1);
    }

    @Test
    void servicesAreToldWhoIsNearAndPeopleAreNot() {
        Position here = Town.quarter();
        Person near = town.driver(Town.near(here, 100));
        Person far = town.driver(Town.near(here, 900));
        String path = "/internal/drivers/nearby?metres=1000&lat=" + here.lat() + "&lng=" + here.lng();
        Person service = town.service();
        assertThat(service.get(path).is(200).json().get("data").valueStream()
                .map(found -> found.get("driver_id").asString())).containsExactly(near.id(), far.id());
        service.get(path + "&limit=0").is(422);
        service.get(path + "&city=atlantis").is(404);
        near.get(path).is(403);
    }

    @Test
    @Promise("ride.odd-positions")
    void aBatchCountsOnceHoweverOftenAndInWhateverOrderItComes() {
        Position here = Town.quarter();
        Person driver = town.idle();
        Instant now = Instant.now();
        String points = "{\"points\":[" + point(Town.near(here, 20), now.minusSeconds(1)) + ","
                + point(here, now.minusSeconds(3)) + "," + point(Town.near(here, 10), now.minusSeconds(2)) + ","
                + point(new Position(0, 0), now.minusSeconds(1)) + "]}";
        assertThat(driver.put("/api/v1/drivers/location", points).is(202).json().get("accepted").asInt()).isEqualTo(3);
        assertThat(driver.put("/api/v1/drivers/location", points).is(202).json().get("accepted").asInt()).isZero();
    }

    @Test
    @Promise("ride.odd-positions")
    void aClockThatRunsAheadDoesNotMakeAPositionTheLatestForEver() {
        Position here = Town.quarter();
        Person driver = town.idle();
        driver.put("/api/v1/drivers/location",
                "{\"points\":[" + point(here, Instant.now().plusSeconds(86_400)) + "]}").is(202);
        await().atMost(Town.PATIENCE).until(() -> driver.at(Town.near(here, 30)).json().get("accepted").asInt() == 1);
    }

    @Test
    void aPositionToldToOneNodeIsKnownToAllAndIsInKafka(TestEnvironment environment) {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        for (int node : new int[]{0, 1}) {
            // A node that has just started hears what is told from then on: a phone tells where it is every few seconds.
            await().atMost(Town.PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                driver.put(0, "/api/v1/drivers/location", Town.json(here));
                return town.node(node).bean(H3Index.class).latest("demo", driver.id()).isPresent();
            });
            await().atMost(Town.PATIENCE)
                    .until(() -> town.node(node).bean(Locations.class).nearest(demo, here, 1_000, 5).stream()
                            .map(Nearby::driverId).toList().contains(driver.id()));
        }
        ContractCheck contract = ContractCheck.of(PositionFeed.TOPIC);
        Set<String> told = ConcurrentHashMap.newKeySet();
        try (var reader = environment.kafka().reader(PositionFeed.TOPIC)) {
            await().atMost(Town.PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    contract.accept(record.value());
                    told.add(record.key());
                });
                return told.contains(driver.id());
            });
        }
        contract.examples().values().forEach(example -> assertThat(
                Json.tolerant().readValue(example, FixEvent.class).fix().position().lat()).isEqualTo(37.7749));
    }

    /** How a driver says, at a node, where they are. */
    private interface Reporting {
        void at(int node, Person driver, Position place);
    }

    @Test
    @Promise("ride.redis-lost")
    void whenRedisHasLostEverythingTwoUpdatesBringADriverBackAndNoRideIsLost(TestEnvironment environment) {
        connected();
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        String ride = rider.request(here);
        driver.take(ride);
        Person free = town.driver(Town.near(here, 50));
        lost(environment, here);
        assertThat(town.node(0).bean(Locations.class).nearest(demo, here, 1_000, 5)).hasSize(2);
        twoUpdatesBringBack(driver, free, here, Town.PATIENCE,
                (node, person, place) -> person.put(node, "/api/v1/drivers/location", Town.json(place)).is(202));
        assertThat(rider.ride(ride).text("status")).isEqualTo("accepted");
        driver.act(ride, "start").is(200);
        driver.act(ride, "complete").is(200);
    }

    @Test
    @Promise(value = "ride.redis-lost", naive = true)
    void writingOnlyWhoHasMovedLeavesThoseWhoWaitUnknown(TestEnvironment environment) {
        connected();
        Position here = Town.quarter();
        RedisPositions redis = town.node(1).bean(RedisPositions.class);
        Map<String, Position> written = new HashMap<>();
        Reporting sparing = (_, person, place) -> {
            Position last = written.get(person.id());
            if (last == null || last.metresTo(place) > 10) {
                written.put(person.id(), place);
                redis.put(demo, List.of(new Fix(person.id(), place, null, null, Instant.now())));
            }
        };
        Person driver = town.idle();
        Person free = town.idle();
        sparing.at(0, driver, here);
        sparing.at(0, free, Town.near(here, 50));
        lost(environment, here);
        Toy.mustFail(1, () -> twoUpdatesBringBack(driver, free, here, Duration.ofSeconds(1), sparing));
    }

    /** What is said before there is a connection is not kept. */
    private void connected() {
        for (int node : new int[]{0, 1}) {
            RedisPositions redis = town.node(node).bean(RedisPositions.class);
            await().atMost(Town.PATIENCE).ignoreExceptions()
                    .until(() -> redis.put(demo, List.of()).toCompletableFuture().get() == 0);
        }
    }

    /** Two are there, and then Redis has lost everything. */
    private void lost(TestEnvironment environment, Position here) {
        await().atMost(Town.PATIENCE).until(() -> byRedis(here) == 2);
        flush(environment);
        assertThat(byRedis(here)).isZero();
    }

    private void twoUpdatesBringBack(Person driver, Person free, Position here, Duration patience,
            Reporting reporting) {
        for (int update = 0; update < 2; update++) {
            reporting.at(update, driver, Town.near(here, update));
            reporting.at(update, free, Town.near(here, 50 + update));
        }
        try {
            await().atMost(patience).until(() -> byRedis(here) == 2);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("not all are back", late);
        }
    }

    private int byRedis(Position here) {
        return town.node(1).bean(Locations.class).nearest(demo, here, 1_000, 5).size();
    }

    private static void flush(TestEnvironment environment) {
        try (var client = RedisClient.create(environment.names().get("REDIS_URL"));
                var connection = client.connect()) {
            connection.sync().flushdb();
        }
    }

    private static String point(Position place, Instant at) {
        return Town.json(place).replace("}", ",\"at\":\"" + at + "\"}");
    }
}
