package dev.whiteboard.ride.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.ride.RideApplication;
import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.trip.Lead;
import dev.whiteboard.ride.trip.Ride;
import dev.whiteboard.ride.trip.Rides;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A matcher that dies at every step of a batch, and one that goes on. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final List<String> POINTS = List.of("match.claimed", "match.offering:2", "match.offered:2");
    private static final int RIDES = 4;

    private static Town town;

    /** This one takes requests, and looks for somebody only when it is told to: when the others are dead. */
    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.with(environment, tokens, settings(Map.of("whiteboard.ride.match.enabled", "false")));
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @Test
    @Promise("ride.matcher-crash")
    void aMatcherKilledInTheMiddleOfABatchOffersNothingTwiceAndLosesNothing(TestEnvironment environment,
            DatabaseClock clock) {
        List<Person> drivers = new ArrayList<>();
        Person rider = town.rider();
        for (String point : POINTS) {
            drivers.addAll(wanted(rider));
            try (ForkedJvm process = plan(environment).crashAt(point).start()) {
                assertThat(process.awaitExit(START)).as(point).isEqualTo(ForkedJvm.KILLED);
            }
        }
        goesOn(rider, drivers, clock, Town.PATIENCE);
        for (Person driver : drivers) {
            var offers = driver.get("/api/v1/drivers/offers").is(200).json().get("data");
            assertThat(offers).as(driver.id()).hasSize(1);
            driver.act(offers.get(0).get("ride_id").asString(), "accept").is(200);
        }
        assertThat(town.count("ride where state = 'accepted'")).isEqualTo(drivers.size());
    }

    @Test
    @Promise(value = "ride.matcher-crash", naive = true)
    void takingRidesOffTheListBeforeOfferingThemLosesTheRestOfTheBatch(DatabaseClock clock) {
        Person rider = town.rider();
        List<Person> drivers = wanted(rider);
        Toy.mustFail(1, () -> {
            offerHalfOfWhatIsTakenOffTheList();
            goesOn(rider, drivers, clock, Duration.ofSeconds(1));
        });
        rider.get("/api/v1/rides").json().get("data")
                .forEach(ride -> rider.act(ride.get("ride_id").asString(), "cancel").is(200));
    }

    /** As if it died then: nothing runs when a process is killed. */
    private static void offerHalfOfWhatIsTakenOffTheList() {
        List<String> taken = town.jdbc().sql("""
                update ride set match_at = 'infinity' where state = 'matching' and match_at <= wb_now()
                returning id""").query(String.class).list();
        for (String id : taken.subList(0, taken.size() / 2)) {
            Ride ride = town.node(0).bean(Rides.class).find(id).orElseThrow();
            town.node(0).bean(Lead.class).on(id, town.node(0).bean(Pairings.class).alone(ride), "test");
        }
    }

    /** Rides that somebody wants, each with a driver near. */
    private static List<Person> wanted(Person rider) {
        Position here = Town.quarter();
        return IntStream.range(0, RIDES).mapToObj(number -> {
            Person driver = town.driver(Town.near(here, number * 100));
            rider.request(here);
            return driver;
        }).toList();
    }

    /** What the dead had taken up is due when their leases end: then each ride is offered once. */
    private static void goesOn(Person rider, List<Person> drivers, DatabaseClock clock, Duration patience) {
        Matcher matcher = town.node(0).bean(Matcher.class);
        String offers = "offer where ride_id in (select id from ride where rider_id = '" + rider.id() + "')";
        clock.advance(LEASE);
        try {
            await("an offer for every ride").atMost(patience).until(() -> {
                matcher.turn();
                return town.count(offers + " and state = 'pending'") == drivers.size();
            });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("not every ride was offered", late);
        } finally {
            clock.reset();
        }
        assertThat(town.count(offers)).isEqualTo(drivers.size());
    }

    private static ForkedJvm.Plan plan(TestEnvironment environment) {
        int port;
        do {
            port = Ports.free(2_000);
        } while (port > 30_000);
        ForkedJvm.Plan plan = ForkedJvm.of(RideApplication.class).environment(environment.names())
                .environment("SERVER_PORT", Integer.toString(port)).environment("SERVER_ADDRESS", "127.0.0.1")
                .soonMissed();
        settings(Map.of()).forEach((name, value) -> plan.option("-D" + name + "=" + value));
        return plan;
    }

    /** Nothing but a lease ends by itself while three processes start on a busy machine. */
    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("whiteboard.ride.match.offer", "10m",
                "whiteboard.ride.match.patience", "20m", "whiteboard.ride.location.fresh", "20m",
                "whiteboard.ride.match.lease", LEASE.toSeconds() + "s"));
        settings.putAll(more);
        return settings;
    }
}
