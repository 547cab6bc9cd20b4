package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Devices that save a file, read it back, edit it and ask what changed. Open loop, seeded, ends by itself.
 *
 * <p>
 * With {@code -Dtoken=…} it speaks to whatever {@code -Dgateway} names with that access token, also to the service alone.
 */
public final class FilesSimulation extends Simulation {
    private static final int LARGEST = 32 * 1024;

    public FilesSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int rate = Integer.getInteger("rate", 20);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        long seed = Long.getLong("seed", 42);
        String token = System.getProperty("token", "");
        String header = token.isEmpty() ? "X-Api-Key" : "Authorization";
        String value = token.isEmpty() ? new Platform(gateway).paidKey() : "Bearer " + token;

        var save = http("save").put("/api/v1/files/content?file_name=simulated-#{run}-#{number}").header(header, value)
                .body(ByteArrayBody(session -> bytes(session, 1))).check(status().is(201))
                .check(jsonPath("$.file_id").saveAs("file"));
        var read = http("read").get("/api/v1/files/#{file}/content").header(header, value).check(status().is(200));
        var edit = http("edit").put("/api/v1/files/content?file_name=simulated-#{run}-#{number}&base_version=1")
                .header(header, value).body(ByteArrayBody(session -> bytes(session, 2))).check(status().is(200))
                .check(jsonPath("$.version").is("2"));
        var sync = http("sync").get("/api/v1/sync?limit=10").header(header, value).check(status().is(200));
        var device = scenario("device").exec(feed(numbers(seed)), save, read, edit, sync);

        Duration ramp = length.dividedBy(5);
        setUp(device.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length)))
                .protocols(http.baseUrl(gateway).shareConnections().disableCaching())
                .maxDuration(length.plus(ramp).plusSeconds(30)).assertions(global().failedRequests().count().is(0L),
                        details("sync").responseTime().percentile(99).lt(500),
                        details("save").responseTime().percentile(99).lt(2_000));
    }

    private static Iterator<Map<String, Object>> numbers(long seed) {
        var random = new SplittableRandom(seed);
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return Stream.<Map<String, Object>>generate(() -> Map.of("number", random.nextLong(Long.MAX_VALUE), "run", run))
                .iterator();
    }

    private static byte[] bytes(Session session, int version) {
        var random = new SplittableRandom(session.getLong("number") + version);
        byte[] bytes = new byte[random.nextInt(1, LARGEST)];
        random.nextBytes(bytes);
        return bytes;
    }
}
