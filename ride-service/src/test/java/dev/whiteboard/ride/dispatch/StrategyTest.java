package dev.whiteboard.ride.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.Plan;
import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.dispatch.PairingProperties.Weights;
import dev.whiteboard.ride.dispatch.Records.Standing;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.route.Routing;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is offered which ride. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class StrategyTest {
    private static final Weights WEIGHTS = new Weights(1, 60, 120, 3, 20);

    @ParameterizedTest
    @CsvSource({"100, 5, 0, 0, 100", "100, 4, 0, 0, 160", "100, 5, 1, 0, 220", "100, 5, 0, 10, 70",
        "100, 5, 0, 600, 40"})
    void aScoreIsTheTimeAndWhatElseCounts(long seconds, double stars, double declined, double idle, long score) {
        assertThat(Bids.score(seconds, new Standing("usr_1", stars, declined, idle), WEIGHTS)).isEqualTo(score);
    }

    /**
     * In a row: a ride at 0 m, a driver at 600 m, a ride at 1,000 m, a driver at 2,000 m. The driver at 600 m is the nearest
     * for both, and nearer to the second; but then the first would wait for 2,000 m, and both together for 2,400 m instead
     * of 1,600 m. The second comes first.
     */
    @Test
    void aBatchGivesEachRideItsDriverSoThatAllTogetherWaitTheShortest(TestEnvironment environment, TestTokens tokens) {
        Town town = Town.with(environment, tokens, Map.of("whiteboard.ride.pairing.strategy", "batched",
                "whiteboard.ride.match.enabled", "false"));
        try {
            Position here = Town.quarter();
            Person near = town.driver(Town.near(here, 600));
            Person far = town.driver(Town.near(here, 2_000));
            Person rider = town.rider();
            String first = rider.request(Town.near(here, 1_000));
            String second = rider.request(here);
            assertThat(town.node(0).bean(Matcher.class).turn()).isEqualTo(2);
            near.act(second, "accept").is(200);
            far.act(first, "accept").is(200);
        } finally {
            town.close();
        }
    }

    @Test
    void aDriverOfBetterStandingIsPreferredToOneWhoIsALittleNearer(TestEnvironment environment, TestTokens tokens) {
        Town town = Town.with(environment, tokens, Map.of("whiteboard.ride.pairing.strategy", "scored"));
        try {
            Position here = Town.quarter();
            Person nearer = town.driver(Town.near(here, 100));
            Person better = town.driver(Town.near(here, 200));
            town.jdbc().sql("insert into reputation (user_id, stars, votes) values (:id, 30, 10)")
                    .param("id", nearer.id()).update();
            String ride = town.rider().request(here);
            better.take(ride);
            assertThat(town.count("offer where ride_id = '" + ride + "' and made_by = 'scored/1'")).isEqualTo(1);
            better.act(ride, "cancel").is(200);
        } finally {
            town.close();
        }
    }

    /** Somebody on the other bank is nearer, and there much later. */
    @Test
    void aDriverOnThisBankIsPreferredToOneWhoIsNearerAndAcrossTheRiver(TestEnvironment environment, TestTokens tokens,
            @TempDir Path folder) {
        CityMap city = CityMap.of(Plan.DEMO.withBlocks(50));
        Position pickup = corner(city, 35, false, 0);
        Position otherBank = corner(city, 35, true, 0);
        Position thisBank = corner(city, 35, false, 8);
        assertThat(pickup.metresTo(otherBank)).isLessThan(pickup.metresTo(thisBank));
        Town town = Town.with(environment, tokens, Map.of("whiteboard.ride.routing.enabled", "true",
                "whiteboard.ride.routing.folder", folder.toString(), "whiteboard.ride.routing.blocks", "50"));
        try {
            Routing routing = town.node(0).bean(Routing.class);
            Awaitility.await("the map").atMost(Town.PATIENCE).until(() -> routing.between(otherBank, pickup)
                    .seconds() > routing.between(thisBank, pickup).seconds());
            Person across = town.driver(otherBank);
            Person here = town.driver(thisBank);
            String ride = town.rider().request(pickup);
            here.take(ride);
            across.act(ride, "accept").is(409);
        } finally {
            town.close();
        }
    }

    /** The corner that is so many blocks from the river on the line of a street from south to north. */
    private static Position corner(CityMap city, int percent, boolean northern, int blocks) {
        int[] corners = city.corners();
        double west = city.spot(corners[0]).lng();
        double line = west + (city.spot(corners[corners.length - 1]).lng() - west) * percent / 100;
        return Arrays.stream(corners).filter(corner -> city.isNorth(corner) == northern)
                .mapToObj(city::spot).filter(spot -> Math.abs(spot.lng() - line) < 0.0005)
                .sorted(Comparator.comparingDouble(spot -> northern ? spot.lat() : -spot.lat()))
                .skip(blocks).map(spot -> new Position(spot.lat(), spot.lng())).findFirst().orElseThrow();
    }
}
