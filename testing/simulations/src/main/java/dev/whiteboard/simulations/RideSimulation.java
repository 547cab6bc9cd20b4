package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An evening of rides: for each that is asked for, ten ask what one would cost, and a hundred times somebody says where a car
 * is; then the rider looks, and cancels, for the cars of this run do not answer. Open loop, seeded, ends by itself. Any
 * answer that is not the usual one fails the run.
 */
public final class RideSimulation extends Simulation {
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");
    private static final int POSITIONS = 100;
    private static final int ESTIMATES = 10;
    private static final double LAT = 37.7749;
    private static final double LNG = -122.4194;
    private static final double SIDE = 0.05;

    public RideSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int rate = Integer.getInteger("rate", 200);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        long seed = Long.getLong("seed", 42);
        var platform = new Platform(gateway);
        List<String> keys = PEOPLE.stream().map(platform::paidKey).toList();
        String driver = platform.driver();

        var position = http("position").put("/api/v1/drivers/location").header("X-Api-Key", driver)
                .header("Content-Type", "application/json").body(StringBody("#{pickup}")).check(status().is(202));
        var estimate = http("estimate").post("/api/v1/rides/estimate").header("X-Api-Key", "#{key}")
                .header("Content-Type", "application/json").body(StringBody("#{way}")).check(status().is(200));
        var request = http("request").post("/api/v1/rides/request").header("X-Api-Key", "#{key}")
                .header("Content-Type", "application/json").body(StringBody("#{way}"))
                .check(status().is(201), jsonPath("$.ride_id").saveAs("ride"));
        var look = http("look").get("/api/v1/rides/#{ride}").header("X-Api-Key", "#{key}").check(status().is(200));
        var cancel = http("cancel").post("/api/v1/rides/#{ride}/cancel").header("X-Api-Key", "#{key}")
                .check(status().is(200));
        var evening = scenario("evening").exec(feed(ways(keys, seed)), position)
                .doIf("#{asks}").then(estimate)
                .doIf("#{rides}").then(request, look, cancel);

        Duration ramp = length.dividedBy(5);
        setUp(evening.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length)))
                .protocols(http.baseUrl(gateway).shareConnections().disableCaching())
                .maxDuration(length.plus(ramp).plusSeconds(60))
                .assertions(global().failedRequests().count().is(0L),
                        details("position").responseTime().percentile(99).lt(500),
                        details("request").responseTime().percentile(95).lt(1_000));
    }

    private static Iterator<Map<String, Object>> ways(List<String> keys, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.<Map<String, Object>>generate(() -> {
            String pickup = place(random);
            return Map.of("pickup", pickup, "way", "{\"pickup\":" + pickup + ",\"dropoff\":" + place(random) + "}",
                    "key", keys.get(random.nextInt(keys.size())), "asks",
                    random.nextInt(POSITIONS / ESTIMATES) == 0, "rides", random.nextInt(POSITIONS) == 0);
        }).iterator();
    }

    private static String place(SplittableRandom random) {
        return String.format(Locale.ROOT, "{\"lat\":%.6f,\"lng\":%.6f}", LAT + (random.nextDouble() - 0.5) * SIDE,
                LNG + (random.nextDouble() - 0.5) * SIDE);
    }
}
