package dev.whiteboard.simulations;

import java.util.Objects;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Viewers of one video: each reads the list of renditions, then its segments to the end as fast as they come, now and then
 * going over to another rendition in between. Open loop, seeded, ends by itself. The video is {@code -Dclip}, a file that is uploaded before.
 */
public final class ViewersSimulation extends Simulation {
    private static final int PLAIN = 4;

    public ViewersSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int rate = Integer.getInteger("rate", 50);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        long seed = Long.getLong("seed", 42);
        String video = new Platform(gateway).video(Path.of(System.getProperty("clip", "clip.mp4")));
        String base = "/media/videos/" + video + "/";

        var master = http("master").get(base + "master.m3u8")
                .check(status().is(200), regex("(?m)^(\\d+p/\\S+)$").findAll().saveAs("renditions"));
        var playlist = http("playlist").get(base + "#{rendition}").check(status().is(200),
                regex("(?m)^(?!#)(\\S+)$").findAll().saveAs("uris"),
                regex("URI=\"([^\"]+)\"").saveAs("init"));
        var segment = http("segment").get("#{segment}").check(status().is(200));
        var viewer = scenario("viewer").exec(feed(numbers(seed)), master,
                exec(session -> session.set("path", path(session))),
                foreach("#{path}", "rendition").on(exec(playlist, exec(session -> session.set("segments",
                        segments(base, session))), foreach("#{segments}", "segment").on(segment))));

        Duration ramp = length.dividedBy(5);
        setUp(viewer.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length)))
                .protocols(http.baseUrl(gateway).shareConnections().disableCaching())
                .maxDuration(length.plus(ramp).plusSeconds(60)).assertions(global().failedRequests().count().is(0L),
                        details("master").responseTime().percentile(99).lt(500),
                        details("segment").responseTime().percentile(99).lt(1_000));
    }

    private static Iterator<Map<String, Object>> numbers(long seed) {
        var random = new SplittableRandom(seed);
        return Stream.<Map<String, Object>>generate(() -> Map.of("number", random.nextInt(Integer.MAX_VALUE)))
                .iterator();
    }

    /** One rendition, or for one viewer in four two of them, each played half. */
    private static List<String> path(Session session) {
        List<String> renditions = session.getList("renditions");
        int number = session.getInt("number");
        String one = renditions.get(number % renditions.size());
        return number % PLAIN == 0
                ? List.of(one, renditions.get((number + 1) % renditions.size()))
                : List.of(one);
    }

    private static List<String> segments(String base, Session session) {
        String rendition = Objects.requireNonNull(session.getString("rendition"));
        String folder = base + rendition.replaceFirst("[^/]*$", "");
        List<String> uris = session.getList("uris");
        boolean first = session.getList("path").getFirst().equals(rendition);
        boolean switches = session.getList("path").size() > 1;
        int half = uris.size() / 2;
        List<String> played = !switches ? uris : first ? uris.subList(0, half) : uris.subList(half, uris.size());
        List<String> segments = new ArrayList<>(List.of(folder + session.getString("init")));
        played.forEach(uri -> segments.add(folder + uri));
        return segments;
    }
}
