package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Ninety reads for ten writes, arriving at a rate that does not slow down when the platform does. A read is the home
 * timeline, every fifth of them two pages, every tenth ranked; a write is a tweet, a like of what was just read, or a
 * follow. Any answer but the right one fails the run.
 */
public final class FeedSimulation extends Simulation {
    private static final int FOLLOWEES = 15;

    public FeedSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int people = Math.max(2, Integer.getInteger("people", 60));
        double rate = Integer.getInteger("rate", 100);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        var seats = new Followers(new Platform(gateway), Long.toString(System.currentTimeMillis(), 36))
                .gather(people, FOLLOWEES, Long.getLong("seed", 42));

        var visit = scenario("visit").feed(listFeeder(seats).random())
                .exec(randomSwitch().on(percent(90).then(read()), percent(10).then(write())));

        Duration ramp = length.dividedBy(3);
        setUp(visit.injectOpen(rampUsersPerSec(1).to(rate).during(ramp), constantUsersPerSec(rate).during(length)))
                .protocols(http.baseUrl(gateway).header("Authorization", "Bearer #{token}").shareConnections())
                .maxDuration(length.plus(ramp).plusSeconds(60)).assertions(global().failedRequests().count().is(0L),
                        details("home").responseTime().percentile(50).lt(100),
                        details("home").responseTime().percentile(99).lt(1_000));
    }

    private static ChainBuilder read() {
        return randomSwitch().on(
                percent(70).then(home()),
                percent(20).then(exec(home(),
                        doIf(session -> session.getString("next") != null).then(exec(http("next page")
                                .get("/api/v1/feed?limit=20&cursor=#{next}").check(status().is(200)))))),
                percent(10).then(exec(http("for you").get("/api/v1/feed?mode=for_you").check(status().is(200)))));
    }

    private static ChainBuilder home() {
        return exec(http("home").get("/api/v1/feed?limit=20").check(status().is(200))
                .check(jsonPath("$.tweets[0].tweet_id").saveAs("tweet"))
                .check(jsonPath("$.next_cursor").optional().saveAs("next")));
    }

    private static ChainBuilder write() {
        return randomSwitch().on(
                percent(60).then(exec(http("tweet").post("/api/v1/tweets").header("Content-Type", "application/json")
                        .body(StringBody("{\"content\":\"Nothing #{randomInt(0,100000)} to see here #simulated\"}"))
                        .check(status().is(201)))),
                percent(30).then(exec(home(), exec(http("like").post("/api/v1/tweets/#{tweet}/like")
                        .check(status().is(200))))),
                percent(10).then(exec(http("follow").post("/api/v1/users/#{meet}/follow").check(status().is(200)))));
    }
}
