package dev.whiteboard.ride.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rider and driver do everything at once, on two nodes, in any order, and sometimes time runs out. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class EveryOrderTest {
    private static final int PAIRS = 5;
    private static final List<String> DRIVERS_VERBS = List.of("accept", "decline", "arrive", "start", "complete",
            "cancel");

    @Test
    @Promise("ride.legal-ends")
    void whateverHappensAtOnceEachRideTakesOneLegalWayAndTellsIt(TestEnvironment environment, TestTokens tokens) {
        Town town = Town.shared(environment, tokens);
        Random random = Seed.random("every order");
        List<String> rides = new ArrayList<>();
        List<Person> drivers = town.idle(PAIRS);
        Lead lead = town.node(0).bean(Lead.class);
        Position here = Town.quarter();
        for (int done = 0; done < Scale.rounds(500); done += PAIRS) {
            for (Person driver : drivers) {
                Person rider = town.rider();
                String ride = rider.request(here);
                rides.add(ride);
                await().atMost(Town.PATIENCE).until(() -> !lead.on(ride, List.of(driver.id()), "test").isEmpty());
                List<Integer> order = random.ints(6, 0, DRIVERS_VERBS.size()).boxed().toList();
                boolean late = random.nextBoolean();
                Race.of(4).run((int number) -> switch (number) {
                    case 0 -> act(driver, ride, order.subList(0, 3), 0);
                    case 1 -> act(driver, ride, order.subList(3, 6), 1);
                    case 2 -> lead(town, ride, late);
                    default -> rider.post(1, "/api/v1/rides/" + ride + "/cancel", "", null).status();
                });
                end(driver, rider, ride);
            }
        }
        Map<String, List<JsonNode>> told = told(environment, rides);
        rides.forEach(ride -> assertLegal(ride, told.get(ride)));
        assertThat(town.count(
                "offer where state in ('pending', 'accepted') and driver_id in (select id from driver where id = any('{"
                        + String.join(",", drivers.stream().map(Person::id).toList()) + "}'))"))
                .isZero();
    }

    private static int act(Person driver, String ride, List<Integer> verbs, int node) {
        for (int verb : verbs) {
            int status = driver.post(node, "/api/v1/rides/" + ride + "/" + DRIVERS_VERBS.get(verb), "", null).status();
            assertThat(status).isIn(200, 403, 404, 409);
        }
        return 0;
    }

    /** What a matcher does on the other node, when the time for answering and for searching is over. */
    private static int lead(Town town, String ride, boolean late) {
        if (late) {
            town.jdbc().sql("update ride set match_until = wb_now() where id = :ride").param("ride", ride).update();
            town.jdbc().sql("update offer set expires_at = wb_now() where ride_id = :ride and state = 'pending'")
                    .param("ride", ride).update();
        }
        return town.node(1).bean(Lead.class).on(ride, List.of(), "test").size();
    }

    /** What is underway is brought to its end. */
    private static void end(Person driver, Person rider, String ride) {
        rider.act(ride, "cancel");
        driver.act(ride, "complete");
        assertThat(rider.ride(ride).text("status")).isIn("cancelled", "completed", "no_drivers");
    }

    private static void assertLegal(String ride, List<JsonNode> events) {
        RideState at = RideState.MATCHING;
        assertThat(events.getFirst().get("status").asString()).as(ride).isEqualTo("matching");
        for (JsonNode event : events.subList(1, events.size())) {
            RideState next = RideState.of(event.get("status").asString());
            assertThat(at.mayBecome(next)).as(ride + " " + events).isTrue();
            at = next;
        }
        assertThat(at.isFinal()).as(ride + " " + events).isTrue();
        assertThat(events.stream().filter(event -> !event.get("cancellation_fee").asString().equals("0.00")).count())
                .isLessThanOrEqualTo(1);
    }

    /** All that was told of these rides, once everything is told. */
    private static Map<String, List<JsonNode>> told(TestEnvironment environment, List<String> rides) {
        ContractCheck contract = ContractCheck.of(RideEvents.TOPIC);
        JsonMapper json = JsonMapper.builder().build();
        Map<String, List<JsonNode>> told = new HashMap<>();
        try (var reader = environment.kafka().reader(RideEvents.TOPIC)) {
            await("the end of every ride to be told").atMost(Town.PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    contract.accept(record.value());
                    told.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(json.readTree(record.value()));
                });
                return rides.stream().allMatch(ride -> told.containsKey(ride) && RideState
                        .of(told.get(ride).getLast().get("status").asString()).isFinal());
            });
        }
        return told;
    }
}
