package dev.whiteboard.ride.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.ride.Told;
import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Surge where more people want a car than there are, and a quote that was given before. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class SurgeTest {
    private static Town town;

    /** How somebody asks for the ride of a quote. */
    private interface Requesting {
        Told of(Person rider, String way, String quoteId);
    }

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        town = Town.with(environment, tokens,
                Map.of("whiteboard.ride.surge.enabled", "true", "whiteboard.ride.surge.every", "10ms"));
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @Test
    @Promise("ride.quote-holds")
    void aQuoteHoldsWhateverSurgeDoesMeanwhileAndOneRiderMovesNothing() {
        holds((rider, way, quote) -> rider.post("/api/v1/rides/request",
                way.replaceFirst("}$", ",\"quote_id\":\"" + quote + "\"}")));
        town.rider().get("/api/v1/rides/surge?city=oz").is(404);
    }

    @Test
    @Promise(value = "ride.quote-holds", naive = true)
    void pricingAgainAtTheRequestChargesMoreThanWasSaid() {
        Toy.mustFail(1, () -> holds((rider, way, _) -> rider.post("/api/v1/rides/request", way)));
    }

    private static void holds(Requesting requesting) {
        Position here = Town.quarter();
        town.driver(here);
        Person early = town.rider();
        Told quote = early.post("/api/v1/rides/estimate", Person.way(here)).is(200);
        SurgeRound round = town.node(0).bean(SurgeRound.class);
        Person impatient = town.rider();
        for (int i = 0; i < 8; i++) {
            impatient.request(here);
        }
        round.run();
        assertThat(multiplier(town.rider(), here)).isEqualTo(1.0);

        Stream.generate(town::rider).limit(8).forEach(rider -> rider.request(here));
        await().atMost(Town.PATIENCE).until(() -> {
            round.run();
            return multiplier(town.rider(), here) > 1.5;
        });
        assertThat(early.get("/api/v1/rides/surge?city=demo").is(200).json().get("cells")).isNotEmpty();
        Told requested = requesting.of(early, Person.way(here), quote.text("quote_id")).is(201);
        assertThat(requested.text("estimated_fare")).isEqualTo(quote.text("estimated_fare"));
        assertThat(requested.json().get("surge_multiplier").asDouble()).isEqualTo(1.0);
    }

    private static double multiplier(Person rider, Position here) {
        return rider.post("/api/v1/rides/estimate", Person.way(here)).is(200).json().get("surge_multiplier")
                .asDouble();
    }
}
