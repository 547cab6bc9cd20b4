package dev.whiteboard.ride.trip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two matchers, two rides, one driver. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class OfferRaceTest {
    private static List<Town> towns;
    private static Town town;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        Map<String, String> byHand = Map.of("whiteboard.ride.match.enabled", "false");
        towns = List.of(Town.with(environment, tokens, byHand), Town.with(environment, tokens, byHand));
        town = towns.getFirst();
    }

    @AfterAll
    static void stop() {
        towns.forEach(Town::close);
    }

    @Test
    @Promise("ride.one-ride")
    void oneDriverOfferedTwoRidesByTwoMatchersHasOne() {
        Person driver = town.idle();
        Position here = Town.quarter();
        List<Lead> matchers = towns.stream().map(quiet -> quiet.node(0).bean(Lead.class)).toList();
        for (int round = Scale.rounds(500); round > 0; round--) {
            offeredOnce(driver, here,
                    (number, ride) -> !matchers.get(number).on(ride, List.of(driver.id()), "test").isEmpty());
        }
    }

    @Test
    @Promise(value = "ride.one-ride", naive = true)
    void lookingWhetherTheDriverIsFreeAndThenOfferingOffersTwo() {
        Person driver = town.idle();
        Position here = Town.quarter();
        town.jdbc().sql("create table free_offer as select * from offer limit 0").update();
        Toy.mustFail(50, () -> {
            town.jdbc().sql("delete from free_offer").update();
            offeredOnce(driver, here, (_, ride) -> offeredIfFree(driver, ride));
        });
    }

    private static boolean offeredIfFree(Person driver, String ride) {
        boolean free = town.count("free_offer where driver_id = '" + driver.id() + "'") == 0;
        if (free) {
            town.jdbc().sql("insert into free_offer (ride_id, driver_id, state) values (:ride, :driver, 'pending')")
                    .param("ride", ride).param("driver", driver.id()).update();
        }
        return free;
    }

    /** How a matcher offers a ride; whether it could. */
    private interface Offering {
        boolean of(int matcher, String ride);
    }

    private static void offeredOnce(Person driver, Position here, Offering offering) {
        Person rider = town.rider();
        List<String> rides = List.of(rider.request(here), rider.request(here));
        try {
            List<Boolean> offered = Race.of(2).run((int number) -> offering.of(number, rides.get(number)));
            assertThat(offered).as("offers made at once to one driver").containsOnlyOnce(true);
        } finally {
            rides.forEach(ride -> rider.act(ride, "cancel"));
        }
    }
}
