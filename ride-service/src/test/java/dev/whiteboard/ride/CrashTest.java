package dev.whiteboard.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A matcher that dies at every step of a batch, and one that goes on. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(120);
    private static final List<String> POINTS = List.of("match.claimed", "match.offering:2", "match.offered:2");
    private static final int RIDES = 4;

    @Test
    @Promise("ride.matcher-crash")
    void aMatcherKilledInTheMiddleOfABatchOffersNothingTwiceAndLosesNothing(TestEnvironment environment,
            TestTokens tokens) {
        // This one takes requests and looks for nobody as long as the others are to die.
        Town quiet = Town.with(environment, tokens, settings(Map.of("whiteboard.ride.match.enabled", "false")));
        List<String> rides = new ArrayList<>();
        List<Person> drivers = new ArrayList<>();
        Person rider = quiet.rider();
        try {
            for (String point : POINTS) {
                Position here = Town.quarter();
                for (int i = 0; i < RIDES; i++) {
                    drivers.add(quiet.driver(Town.near(here, i * 100)));
                    rides.add(rider.request(here));
                }
                try (ForkedJvm process = plan(environment).crashAt(point).start()) {
                    assertThat(process.awaitExit(START)).as(point).isEqualTo(ForkedJvm.KILLED);
                }
            }
            goOn(Town.with(environment, tokens, settings(Map.of())), drivers, rides);
        } finally {
            quiet.close();
        }
    }

    /** What the dead had taken up is due when their leases end. */
    private static void goOn(Town living, List<Person> drivers, List<String> rides) {
        try {
            await("an offer for every ride").atMost(Town.PATIENCE)
                    .until(() -> living.count("offer where state = 'pending'") == rides.size());
            assertThat(living.count("offer")).isEqualTo(rides.size());
            for (Person driver : drivers) {
                var offers = driver.get("/api/v1/drivers/offers").is(200).json().get("data");
                assertThat(offers).as(driver.id()).hasSize(1);
                driver.act(offers.get(0).get("ride_id").asString(), "accept").is(200);
            }
            assertThat(living.count("ride where state = 'accepted'")).isEqualTo(rides.size());
        } finally {
            living.close();
        }
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

    /** Nothing ends by itself while three processes start on a busy machine. */
    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("whiteboard.ride.match.offer", "10m",
                "whiteboard.ride.match.patience", "20m", "whiteboard.ride.location.fresh", "20m"));
        settings.putAll(more);
        return settings;
    }
}
