package dev.whiteboard.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense is refused, and by name. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BadInputTest {
    private Town town;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.shared(environment, tokens);
    }

    @ParameterizedTest
    @Promise("ride.bad-input")
    @CsvSource(delimiter = '|', value = {
        "{\"lat\":91,\"lng\":0}|422", "{\"lat\":0,\"lng\":181}|422", "{\"lat\":NaN,\"lng\":0}|400",
        "{\"lat\":1e400,\"lng\":0}|4..", "{\"lat\":\"1\",\"lng\":0}|400", "{\"lat\":1}|400",
        "{\"lat\":1,\"lng\":1,\"heading\":-5}|422", "{\"lat\":1,\"lng\":1,\"heading\":360}|422",
        "{\"lat\":1,\"lng\":1,\"speed\":-1}|422", "{\"lat\":1,\"lng\":1,\"altitude\":3}|400",
        "{\"points\":[]}|422", "{\"points\":[null]}|400", "{\"points\":[{\"lat\":91,\"lng\":0}]}|422",
        "{\"lat\":1,\"lng\":1,\"points\":[{\"lat\":1,\"lng\":0}]}|422", "{\"lat\":1,\"lng\":1,\"at\":\"noon\"}|422"})
    void aPositionThatIsNoneIsRefused(String body, String status) {
        Told told = town.idle().put("/api/v1/drivers/location", body);
        assertThat(Integer.toString(told.status())).as(told.body()).matches(status);
        assertThat(told.code()).isNotEmpty();
    }

    @ParameterizedTest
    @Promise("ride.bad-input")
    @CsvSource(delimiter = '|', value = {
        "{\"pickup\":{\"lat\":91,\"lng\":0},\"dropoff\":{\"lat\":1,\"lng\":1}}|422|pickup",
        "{\"pickup\":{\"lat\":10,\"lng\":10},\"dropoff\":{\"lat\":10,\"lng\":10.1}}|422|pickup",
        "{\"pickup\":{\"lat\":37.7,\"lng\":-122.4},\"dropoff\":{\"lat\":37.7,\"lng\":-122.4}}|422|dropoff",
        "{\"pickup\":{\"lat\":37.7,\"lng\":-122.4},\"dropoff\":{\"lat\":47.7,\"lng\":-122.4}}|422|dropoff",
        "{\"pickup\":{\"lat\":37.7,\"lng\":-122.4}}|400|dropoff",
        "{\"pickup\":{\"lat\":37.7,\"lng\":-122.4},\"dropoff\":{\"lat\":37.8,\"lng\":-122.4},\"ride_type\":\"boat\"}|422|ride_type",
        "{\"pickup\":{\"lat\":37.7,\"lng\":-122.4},\"dropoff\":{\"lat\":37.8,\"lng\":-122.4},\"stops\":[]}|400|stops"})
    void aWayThatCannotBeDrivenIsRefused(String body, int status, String field) {
        Person rider = town.rider();
        Told told = rider.post("/api/v1/rides/estimate", body).is(status);
        assertThat(told.field()).startsWith(field);
        rider.post("/api/v1/rides/request", body).is(status);
    }

    @Test
    @Promise("ride.bad-input")
    void somebodyElsesRideIsNotThere() {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        Person stranger = town.rider();
        String ride = rider.request(here);
        driver.take(ride);
        stranger.ride(ride).is(404);
        stranger.act(ride, "cancel").is(404);
        stranger.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":5}").is(404);
        for (String verb : new String[]{"arrive", "start", "complete"}) {
            stranger.act(ride, verb).is(403);
            rider.act(ride, verb).is(403);
            driver.act("ride_0000000000000", verb).is(404);
        }
        driver.act(ride, "complete").is(409);
        rider.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":5}").is(409);
        assertThat(rider.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":6}").is(422).code())
                .isEqualTo("VALIDATION_ERROR");
        driver.act(ride, "cancel").is(200);
    }

    @Test
    @Promise("ride.bad-input")
    void nobodyDrivesThemselves() {
        Position here = Town.quarter();
        Person both = town.driver(here);
        String ride = both.request(here);
        both.act(ride, "accept").is(403);
        Person other = town.driver(here);
        other.take(ride);
        other.act(ride, "cancel").is(200);
    }

    @Test
    void whoIsNoDriverIsNoDriver() {
        Person rider = town.rider();
        rider.at(Town.quarter()).is(403);
        rider.put("/api/v1/drivers/status", "{\"status\":\"available\"}").is(403);
        rider.put("/api/v1/drivers/status", "{\"status\":\"busy\"}").is(422);
        assertThat(rider.post("/api/v1/drivers",
                """
                        {"vehicle":{"make":"Fiat","model":"Panda","plate":"1","color":"red"},"license_number":"L 1","city":"demo"}""")
                .is(422).field()).isEqualTo("license_number");
        assertThat(rider.post("/api/v1/drivers",
                """
                        {"vehicle":{"make":"Fiat","model":"Panda","plate":"1","color":"red"},"license_number":"L-11","city":"oz"}""")
                .is(422).field()).isEqualTo("city");
    }
}
