package dev.whiteboard.ride;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense is refused, and by name. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BadInputTest {
    private static final String WAY = """
            {"pickup":{"lat":37.7,"lng":-122.4},"dropoff":{"lat":37.8,"lng":-122.4},"ride_type":"xl\"""";
    private static final String[][] CALLS = {{"POST", "/api/v1/rides/estimate", WAY + "}"},
        {"POST", "/api/v1/rides/request", WAY + ",\"quote_id\":\"quo_1\",\"payment_method_id\":\"tok_visa\"}"},
        {"POST", "/api/v1/rides/ride_0000000000001/rate", "{\"rating\":5,\"comment\":\"smooth\"}"},
        {"POST", "/api/v1/rides/ride_0000000000001/accept", ""}, {"POST", "/api/v1/rides/x/cancel", ""},
        {"POST", "/api/v1/drivers",
            """
                    {"vehicle":{"make":"Fiat","model":"Panda","plate":"B 1","color":"red"},"license_number":"L-0","city":"demo"}"""},
        {"PUT", "/api/v1/drivers/status", "{\"status\":\"available\"}"},
        {"PUT", "/api/v1/drivers/location",
            "{\"lat\":37.7,\"lng\":-122.4,\"heading\":7,\"speed\":30,\"at\":\"2026-11-20T12:00:00Z\"}"},
        {"PUT", "/api/v1/drivers/location", "{\"points\":[{\"lat\":37.7,\"lng\":-122.4,\"at\":\"2026-11-20\"}]}"}};
    private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|[-0-9.]+|\\{[^{}]*})");
    private static final List<String> ODD = List.of("null", "-1", "0", "1e400", "NaN", "9223372036854775808", "true",
            "[]", "[[]]", "{}", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"-100000-01-01T00:00:00Z\"",
            "\"" + "x".repeat(5_000) + "\"");

    private Town town;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.shared(environment, tokens);
    }

    @ParameterizedTest
    @Promise("ride.bad-input")
    @CsvSource(delimiter = '|', value = {
        "{\"lat\":91,\"lng\":0}|422|lat", "{\"lat\":0,\"lng\":181}|422|lng", "{\"lat\":NaN,\"lng\":0}|400|''",
        "{\"lat\":1e400,\"lng\":0}|4..|lat", "{\"lat\":\"1\",\"lng\":0}|400|lat", "{\"lat\":1}|400|lng",
        "{\"lat\":1,\"lng\":1,\"heading\":-5}|422|heading", "{\"lat\":1,\"lng\":1,\"heading\":360}|422|heading",
        "{\"lat\":1,\"lng\":1,\"speed\":-1}|422|speed", "{\"lat\":1,\"lng\":1,\"altitude\":3}|400|altitude",
        "{\"points\":[]}|422|points", "{\"points\":[null]}|400|points[0]",
        "{\"points\":[{\"lat\":91,\"lng\":0}]}|422|points[0]",
        "{\"lat\":1,\"lng\":1,\"points\":[{\"lat\":1,\"lng\":0}]}|422|points",
        "{\"lat\":1,\"lng\":1,\"at\":\"noon\"}|422|at"})
    void aPositionThatIsNoneIsRefused(String body, String status, String field) {
        Told told = town.idle().put("/api/v1/drivers/location", body);
        assertThat(Integer.toString(told.status())).as(told.body()).matches(status);
        assertThat(told.code()).isNotEmpty();
        assertThat(told.field()).as(told.body()).isEqualTo(field);
    }

    @ParameterizedTest
    @Promise("ride.bad-input")
    @CsvSource(delimiter = '|', value = {"from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z|422|from",
        "from=2020-01-01T00:00:00Z|422|from", "to=1999-12-31T23:59:59Z|422|to", "to=2999-01-01T00:00:00Z|422|to",
        "from=-100000-01-01T00:00:00Z&to=-100000-01-02T00:00:00Z|422|to", "from=-1000000000-01-01T00:00:00Z|422|from",
        "to=%2B1000000000-01-01T00:00:00Z|422|to", "from=noon|400|from"})
    void earningsOfNoTimeAreRefused(String query, int status, String field) {
        assertThat(town.idle().get("/api/v1/drivers/earnings?" + query).is(status).field()).isEqualTo(field);
    }

    @Test
    @Promise("ride.bad-input")
    void randomBodiesOnEveryRouteAreAnsweredOrProblems() {
        Random random = Seed.random("bodies");
        Person person = town.idle();
        for (int round = Scale.rounds(1_000); round > 0; round--) {
            String[] call = CALLS[random.nextInt(CALLS.length)];
            String body = random.nextBoolean() ? noise(random) : odd(call[2], random);
            Told told = call[0].equals("PUT") ? person.put(call[1], body) : person.post(call[1], body);
            assertThat(told.status()).as(call[1] + " " + body + " " + told.body()).isBetween(200, 499);
            assertThat(told.status() < 300 || !told.code().isEmpty()).as(told.body()).isTrue();
        }
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** The body with one of its values exchanged. */
    private static String odd(String body, Random random) {
        List<MatchResult> values = VALUE.matcher(body).results().toList();
        if (values.isEmpty()) {
            return body;
        }
        MatchResult value = values.get(random.nextInt(values.size()));
        return body.substring(0, value.start()) + ODD.get(random.nextInt(ODD.size())) + body.substring(value.end());
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
        assertThat(rider.post("/api/v1/rides/" + ride + "/rate", "{\"rating\":6}").is(422).field())
                .isEqualTo("rating");
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
