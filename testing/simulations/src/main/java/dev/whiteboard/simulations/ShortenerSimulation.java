package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The design question's traffic: one link made for each hundred followed, keys by Zipf's law. Open loop, so that a stall of
 * the platform cannot hide itself; every choice comes from the seed; it ends by itself.
 *
 * <p>
 * Links are made with an API key of the paid tier, whose limit (60,000 a minute) is far above one in a hundred of any rate
 * that two cores reach; following links is unlimited.
 */
public final class ShortenerSimulation extends Simulation {
    private static final int ONE_IN = 101;

    public ShortenerSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int rate = Integer.getInteger("rate", 1_000);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        long seed = Long.getLong("seed", 42);
        var platform = new Platform(gateway);
        String apiKey = platform.paidKey();
        List<String> links = platform.links(Integer.getInteger("links", 1_000), apiKey);

        var create = http("create").post("/api/v1/shorten").header("X-Api-Key", apiKey)
                .header("Content-Type", "application/json")
                .body(StringBody("{\"long_url\":\"https://example.org/simulated/#{number}\"}")).check(status().is(201));
        var follow = http("follow").get("/#{key}").disableFollowRedirect().check(status().is(302));
        var visitor = scenario("visitor").exec(feed(choices(links, seed)),
                doIfOrElse("#{create}").then(create).orElse(follow));

        Duration ramp = length.dividedBy(5);
        setUp(visitor.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length)))
                .protocols(http.baseUrl(gateway).shareConnections().disableCaching()
                        .userAgentHeader("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"))
                .maxDuration(length.plus(ramp).plusSeconds(30)).assertions(global().failedRequests().count().is(0L),
                        details("follow").responseTime().percentile(50).lt(50),
                        details("follow").responseTime().percentile(99).lt(500),
                        details("create").responseTime().percentile(99).lt(1_000));
    }

    private static Iterator<Map<String, Object>> choices(List<String> links, long seed) {
        var random = new SplittableRandom(seed);
        var zipf = new Zipf(links.size());
        return Stream.<Map<String, Object>>generate(() -> Map.of("create", random.nextInt(ONE_IN) == 0, "number",
                random.nextInt(1_000_000_000), "key", links.get(zipf.draw(random)))).iterator();
    }
}
