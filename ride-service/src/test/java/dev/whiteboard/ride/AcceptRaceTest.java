package dev.whiteboard.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.trip.NaiveRides;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ride that is offered to eight drivers, who all accept at the same moment. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class AcceptRaceTest {
    private static final int DRIVERS = 8;
    private static Town town;

    /** How a driver accepts; it answers with a status. */
    private interface Accept {
        int of(Person driver, String ride);
    }

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.with(environment, tokens, Map.of("whiteboard.ride.match.offers-at-once", "8"));
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @Test
    @Promise("ride.one-driver")
    void ofEightWhoAcceptAtOnceOneWinsAndSevenAreTold() {
        Position here = Town.quarter();
        List<Person> drivers = Stream.generate(() -> town.driver(here)).limit(DRIVERS).toList();
        for (int round = Scale.rounds(500); round > 0; round--) {
            drivers.forEach(driver -> driver.at(here).is(202));
            String ride = oneWins(here, drivers, (driver, id) -> driver.act(id, "accept").status());
            assertThat(town.count("offer where state = 'accepted' and ride_id = '" + ride + "'")).isEqualTo(1);
            assertThat(town.count("offer where state = 'withdrawn' and ride_id = '" + ride + "'"))
                    .isEqualTo(DRIVERS - 1);
            Person winner = drivers.stream().filter(driver -> driver.ride(ride).status() == 200).findFirst()
                    .orElseThrow();
            winner.act(ride, "start").is(200);
            winner.act(ride, "complete").is(200);
        }
    }

    @Test
    @Promise(value = "ride.one-driver", naive = true)
    void lookingWhetherTheRideIsFreeAndThenTakingItGivesItToTwo() {
        Position here = Town.quarter();
        List<Person> drivers = Stream.generate(() -> town.driver(here)).limit(DRIVERS).toList();
        NaiveRides naive = new NaiveRides(town.jdbc());
        Toy.mustFail(20, () -> {
            drivers.forEach(driver -> driver.at(here).is(202));
            try {
                oneWins(here, drivers, (driver, id) -> naive.accept(id, driver.id()) ? 200 : 409);
            } finally {
                naive.endAll();
            }
        });
    }

    private static String oneWins(Position here, List<Person> drivers, Accept accept) {
        Person rider = town.rider();
        String ride = rider.request(here);
        await().atMost(Town.PATIENCE)
                .until(() -> town.count("offer where state = 'pending' and ride_id = '" + ride + "'") == DRIVERS);
        List<Integer> told = Race.of(DRIVERS).run((int number) -> accept.of(drivers.get(number), ride));
        assertThat(told).filteredOn(status -> status == 200).hasSize(1);
        assertThat(told).filteredOn(status -> status == 409).hasSize(DRIVERS - 1);
        return ride;
    }
}
