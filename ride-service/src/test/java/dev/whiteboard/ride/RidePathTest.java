package dev.whiteboard.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rides as riders and drivers live through them. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class RidePathTest {
    private Town town;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.shared(environment, tokens);
    }

    @Test
    void aRideFromItsEstimateToItsRatings() {
        Position here = Town.quarter();
        Person driver = town.driver(Town.near(here, 400));
        Person rider = town.rider();
        Told estimate = rider.post("/api/v1/rides/estimate", Person.way(here)).is(200);
        assertThat(estimate.json().get("surge_multiplier").decimalValue()).isEqualByComparingTo("1");
        assertThat(estimate.text("currency")).isEqualTo("USD");
        assertThat(estimate.json().get("estimated_time").asLong()).isBetween(300L, 1_000L);
        Told requested = rider.post("/api/v1/rides/request", Person.way(here).replaceFirst("}$",
                ",\"quote_id\":\"" + estimate.text("quote_id") + "\"}")).is(201);
        assertThat(requested.text("status")).isEqualTo("matching");
        assertThat(requested.json().get("estimated_pickup").asLong()).isBetween(30L, 120L);
        assertThat(requested.text("estimated_fare")).isEqualTo(estimate.text("estimated_fare"));
        String ride = requested.text("ride_id");

        driver.take(ride);
        assertThat(rider.ride(ride).json().at("/driver/vehicle/plate").asString()).startsWith("B ");
        assertThat(rider.ride(ride).json().at("/driver/location/lat").asDouble()).isPositive();
        assertThat(driver.act(ride, "arrive").is(200).text("status")).isEqualTo("arriving");
        assertThat(driver.act(ride, "start").is(200).text("status")).isEqualTo("in_progress");
        driver.at(Town.near(here, 410)).is(202);
        driver.at(Town.near(here, 430)).is(202);
        Told completed = driver.act(ride, "complete").is(200);
        assertThat(completed.text("status")).isEqualTo("completed");
        assertThat(completed.json().get("distance_km").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(new BigDecimal(completed.text("fare"))).isEqualByComparingTo("7.50");

        rider.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":4,\"comment\":\"smooth\"}").is(200);
        driver.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":5}").is(200);
        assertThat(rider.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":5}").is(409).code())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(rider.ride(ride).json().at("/driver/rating").decimalValue()).isEqualByComparingTo("4");
        for (Person side : List.of(rider, driver)) {
            assertThat(side.get("/api/v1/rides").is(200).json().at("/data/0/ride_id").asString()).isEqualTo(ride);
        }
        driver.act(ride, "complete").is(409);
        rider.act(ride, "cancel").is(409);
    }

    @Test
    void whoDeclinesIsNotAskedAgainAndTheNextIs() {
        Position here = Town.quarter();
        Person near = town.driver(Town.near(here, 200));
        Person far = town.driver(Town.near(here, 900));
        Person rider = town.rider();
        String ride = rider.request(here);
        near.awaitOffer(ride);
        assertThat(far.get("/api/v1/drivers/offers").json().get("data")).isEmpty();
        assertThat(far.act(ride, "accept").is(403).code()).isEqualTo("FORBIDDEN");
        assertThat(near.act(ride, "decline").is(200).text("status")).isEqualTo("declined");
        assertThat(near.act(ride, "accept").is(409).code()).isEqualTo("CONFLICT");
        far.take(ride);
        assertThat(town.rider().act(ride, "accept").status()).isEqualTo(409);
        far.act(ride, "start").is(200);
        far.act(ride, "complete").is(200);
    }

    @Test
    void anOfferThatNobodyAnswersGoesToTheNextAndThenThereIsNobody(DatabaseClock clock) {
        Position here = Town.quarter();
        Person near = town.driver(Town.near(here, 200));
        Person far = town.driver(Town.near(here, 900));
        Person rider = town.rider();
        String ride = rider.request(here);
        near.awaitOffer(ride);
        try {
            clock.advance(Duration.ofSeconds(26));
            far.awaitOffer(ride);
            assertThat(near.act(ride, "accept").is(409).code()).isEqualTo("CONFLICT");
            assertThat(near.get("/api/v1/drivers/offers").json().get("data")).isEmpty();
            clock.advance(Duration.ofSeconds(26));
            town.await(rider, ride, "no_drivers");
            far.act(ride, "accept").is(409);
        } finally {
            clock.reset();
        }
    }

    @Test
    void aRiderMayThinkAgain() {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        String waiting = rider.request(Town.quarter());
        assertThat(rider.act(waiting, "cancel").is(200).text("cancelled_by")).isEqualTo("rider");
        String early = rider.request(here);
        driver.take(early);
        assertThat(rider.act(early, "cancel").is(200).text("cancellation_fee")).isEqualTo("0.00");
        String late = rider.request(here);
        driver.take(late);
        driver.act(late, "arrive").is(200);
        assertThat(rider.act(late, "cancel").is(200).text("cancellation_fee")).isEqualTo("5.00");
        String dropped = rider.request(here);
        driver.take(dropped);
        Told cancelled = driver.act(dropped, "cancel").is(200);
        assertThat(cancelled.text("cancelled_by")).isEqualTo("driver");
        assertThat(cancelled.text("cancellation_fee")).isEqualTo("0.00");
    }

    @Test
    void aQuoteIsForItsRiderItsWayAndOneRide() {
        Position here = Town.quarter();
        Person rider = town.rider();
        String quote = rider.post("/api/v1/rides/estimate", Person.way(here)).is(200).text("quote_id");
        String with = ",\"quote_id\":\"" + quote + "\"}";
        assertThat(
                town.rider().post("/api/v1/rides/request", Person.way(here).replaceFirst("}$", with)).is(422).field())
                .isEqualTo("quote_id");
        assertThat(rider.post("/api/v1/rides/request", Person.way(Town.near(here, 10)).replaceFirst("}$", with)).is(422)
                .field()).isEqualTo("quote_id");
        rider.post("/api/v1/rides/request", Person.way(here).replaceFirst("}$", with)).is(201);
        assertThat(rider.post("/api/v1/rides/request", Person.way(here).replaceFirst("}$", with)).is(409).field())
                .isEqualTo("quote_id");
    }

    @Test
    void historyIsPaged() {
        Position here = Town.quarter();
        Person rider = town.rider();
        List<String> rides = List.of(rider.request(here), rider.request(here), rider.request(here));
        Told first = rider.get("/api/v1/rides?limit=2").is(200);
        assertThat(first.json().at("/data/0/ride_id").asString()).isEqualTo(rides.get(2));
        String cursor = first.json().at("/pagination/next_cursor").asString();
        Told second = rider.get("/api/v1/rides?limit=2&cursor=" + cursor).is(200);
        assertThat(second.json().at("/data/0/ride_id").asString()).isEqualTo(rides.get(0));
        assertThat(second.json().at("/pagination/has_more").asBoolean()).isFalse();
        assertThat(town.rider().get("/api/v1/rides?cursor=" + cursor).is(400).code()).isEqualTo("INVALID_CURSOR");
        rides.forEach(ride -> rider.act(ride, "cancel").is(200));
    }

    @Test
    @Promise("ride.one-key-one-effect")
    void everyPostTwiceWithOneKeyHasOneEffect() {
        everyPostTwice(Person::post);
    }

    @Test
    @Promise(value = "ride.one-key-one-effect", naive = true)
    void aNodeThatRemembersKeysForItselfDoesAgainWhatAnotherHasDone() {
        List<Map<String, Told>> memories = List.of(new HashMap<>(), new HashMap<>());
        Toy.mustFail(1, () -> everyPostTwice((person, node, path, body, key) -> memories.get(node).computeIfAbsent(key,
                _ -> person.post(node, path, body, null))));
    }

    /** How something is posted under a key. */
    private interface Posting {
        Told of(Person person, int node, String path, String body, String key);
    }

    private void everyPostTwice(Posting posting) {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        twice(posting, rider, "/api/v1/drivers",
                """
                        {"vehicle":{"make":"Fiat","model":"Panda","plate":"B 1","color":"red"},"license_number":"%s"}"""
                        .formatted(UUID.randomUUID().toString().substring(0, 30)));
        String quote = twice(posting, rider, "/api/v1/rides/estimate", Person.way(here)).text("quote_id");
        String ride = twice(posting, rider, "/api/v1/rides/request",
                Person.way(here).replaceFirst("}$", ",\"quote_id\":\"" + quote + "\"}")).text("ride_id");
        assertThat(town.count("ride where rider_id = '" + rider.id() + "'")).isEqualTo(1);
        driver.awaitOffer(ride);
        for (String verb : List.of("accept", "arrive", "start", "complete")) {
            twice(posting, driver, "/api/v1/rides/" + ride + "/" + verb, "");
        }
        twice(posting, rider, "/api/v1/rides/" + ride + "/rate", "{\"rating\":5}");
        assertThat(town.count("rating where ride_id = '" + ride + "'")).isEqualTo(1);
        String second = rider.request(here);
        driver.awaitOffer(second);
        twice(posting, driver, "/api/v1/rides/" + second + "/decline", "");
        twice(posting, rider, "/api/v1/rides/" + second + "/cancel", "");
    }

    private static Told twice(Posting posting, Person person, String path, String body) {
        String key = UUID.randomUUID().toString();
        Told first = posting.of(person, 0, path, body, key);
        Told again = posting.of(person, 1, path, body, key);
        assertThat(first.status()).as(first.body()).isBetween(200, 201);
        assertThat(again).isEqualTo(first);
        return first;
    }
}
