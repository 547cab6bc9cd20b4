package dev.whiteboard.ride.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.ride.Told;
import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.fare.Fare;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.trip.Lead;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What billing is asked, what it tells, and what both sides of a ride see of it. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class PaymentTest {
    private TestEnvironment environment;
    private Town town;

    @BeforeEach
    void start(TestEnvironment servers, TestTokens tokens) {
        environment = servers;
        town = Town.shared(servers, tokens);
    }

    /** How a driver says that the ride is complete. */
    private interface Completing {
        Told of(Person driver, int node, String ride, @Nullable String key);
    }

    /** How is heard what billing tells of a ride, until it has been heard. */
    private interface Hearing {
        void of(String ride, String status, int version);
    }

    @Test
    @Promise("ride.charged-once")
    void aRideIsChargedOnceHoweverOftenItIsCompletedAndBillingTellsOfIt() {
        Person driver = town.driver(Town.quarter());
        Person rider = town.rider();
        String ride = driven(driver, rider, ",\"payment_method_id\":\"tok_visa\"}");
        JsonNode charge = chargedOnce(driver, ride, PaymentTest::complete);
        Told completed = rider.ride(ride);
        assertThat(charge.get("amount").asString()).isEqualTo(completed.text("fare"));
        assertThat(charge.get("payment_key").asString()).isEqualTo(ride + "/fare");
        assertThat(charge.get("customer_id").asString()).isEqualTo(rider.id());
        assertThat(charge.get("splits").valueStream().map(part -> new BigDecimal(part.get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(completed.text("fare"));

        assertThat(receipt(rider, ride).text("payment_status")).isEqualTo("requested");
        theLatestCounts(rider, ride, this::tell);
        JsonNode earnings = driver.get("/api/v1/drivers/earnings").is(200).json();
        JsonNode shares = receipt(driver, ride).json().get("shares");
        assertThat(earnings.get("gross").asString()).isEqualTo(completed.text("fare"));
        assertThat(earnings.get("net").asString()).isEqualTo(shares.get("driver_payout").asString());
        assertThat(earnings.get("platform_fee").asString()).isEqualTo(shares.get("platform_fee").asString());
    }

    /** The ride itself is paid in cash, so all charges are those of the naive one. */
    @Test
    @Promise(value = "ride.charged-once", naive = true)
    void chargingWheneverARideIsSaidToBeCompleteChargesAgain() {
        Outbox outbox = town.node(0).bean(Outbox.class);
        TransactionTemplate transaction = town.node(0).bean(TransactionTemplate.class);
        Person driver = town.driver(Town.quarter());
        String cash = driven(driver, town.rider(), "}");
        Toy.mustFail(1, () -> chargedOnce(driver, cash, (person, node, ride, key) -> {
            Payment payment = new Payment(ride, person.id(), 750, 150, Currency.getInstance("USD"), Payment.REQUESTED);
            transaction.executeWithoutResult(_ -> outbox.append(new OutboxEvent(Charges.TOPIC, ride,
                    "payment.requested", ChargeCommand.of(payment, "usr_1", "tok_visa"))));
            return complete(person, node, ride, key);
        }));
    }

    @Test
    @Promise(value = "ride.charged-once", naive = true)
    void believingWhatBillingToldLastBelievesWhatIsOver() {
        Person driver = town.driver(Town.quarter());
        Person rider = town.rider();
        String done = driven(driver, rider, ",\"payment_method_id\":\"tok_visa\"}");
        complete(driver, 0, done, null).is(200);
        Toy.mustFail(1,
                () -> theLatestCounts(rider, done,
                        (ride, status, _) -> town.jdbc()
                                .sql("update payment set status = :status where ride_id = :ride")
                                .param("status", status)
                                .param("ride", ride).update()));
    }

    /** Twice with one key, and once more. @return what billing was asked */
    private JsonNode chargedOnce(Person driver, String ride, Completing completing) {
        String key = UUID.randomUUID().toString();
        Told completed = completing.of(driver, 0, ride, key).is(200);
        assertThat(completing.of(driver, 1, ride, key)).isEqualTo(completed);
        completing.of(driver, 1, ride, null).is(409);
        List<JsonNode> commands = commands(ride);
        assertThat(commands).hasSize(1);
        return commands.getFirst();
    }

    private static void theLatestCounts(Person rider, String ride, Hearing hearing) {
        for (int version : new int[]{2, 1, 2, 0}) {
            hearing.of(ride, version == 2 ? "captured" : "unknown", version);
        }
        assertThat(receipt(rider, ride).text("payment_status")).isEqualTo("captured");
    }

    private static Told complete(Person driver, int node, String ride, @Nullable String key) {
        return driver.post(node, "/api/v1/rides/" + ride + "/complete", "", key);
    }

    @Test
    @Promise("ride.fare-to-the-cent")
    void aReceiptAddsUpAndOnlyTheDriverSeesTheShares() {
        Person driver = town.driver(Town.quarter());
        Person rider = town.rider();
        String ride = driven(driver, rider, "}");
        rider.get("/api/v1/rides/" + ride + "/receipt").is(409);
        driver.act(ride, "complete").is(200);
        Told receipt = receipt(rider, ride);
        assertThat(receipt.text("payment_status")).isEqualTo("cash");
        assertThat(receipt.json().has("shares") && !receipt.json().get("shares").isNull()).isFalse();
        assertThat(receipt.json().get("lines").valueStream().map(line -> new BigDecimal(line.get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(receipt.text("total"));
        town.rider().get("/api/v1/rides/" + ride + "/receipt").is(404);
        assertThat(driver.get("/api/v1/drivers/earnings").is(200).text("cash")).isEqualTo(receipt.text("total"));
        rider.get("/api/v1/drivers/earnings").is(403);
    }

    @Test
    void aLateCancellationIsChargedAndAnEarlyOneIsNot() {
        Position here = Town.quarter();
        Person driver = town.driver(here);
        Person rider = town.rider();
        String free = request(rider, here, ",\"payment_method_id\":\"tok_visa\"}");
        rider.act(free, "cancel").is(200);
        rider.get("/api/v1/rides/" + free + "/receipt").is(409);
        String late = request(rider, here, ",\"payment_method_id\":\"tok_visa\"}");
        driver.take(late);
        driver.act(late, "arrive").is(200);
        rider.act(late, "cancel").is(200);
        assertThat(receipt(rider, late).json().at("/lines/0/name").asString()).isEqualTo("cancellation");
        assertThat(commands(late).getFirst().get("amount").asString()).isEqualTo("5.00");
        tellRejected(late);
        assertThat(receipt(rider, late).text("payment_status")).isEqualTo("rejected");
    }

    /** What billing refuses is what its contract refuses: parts that do not add up, or are nothing. */
    @Test
    @Promise("ride.fare-to-the-cent")
    void theSharesOfEveryAmountAreWhatBillingTakes() {
        Random random = Seed.random("shares");
        ContractCheck contract = ContractCheck.of(Charges.TOPIC);
        for (int round = Scale.rounds(10_000); round > 0; round--) {
            long amount = 500 + random.nextInt(100_000);
            Payment payment = new Payment("ride_1", "usr_1", amount, Fare.fee(amount), Currency.getInstance("USD"),
                    Payment.REQUESTED);
            assertThat(payment.fee()).isPositive();
            assertThat(payment.payout()).isPositive();
            assertThat(payment.payout() + payment.fee()).isEqualTo(amount);
            contract.accept(Json.tolerant().writeValueAsBytes(ChargeCommand.of(payment, "usr_2", "tok_visa")));
        }
    }

    @Test
    void whatBillingTellsIsUnderstood() {
        ContractCheck.of("billing.payments.v1").examples().values()
                .forEach(example -> assertThat(Json.tolerant().readValue(example, PaymentTold.class).reference())
                        .isNotEmpty());
    }

    private static Told receipt(Person side, String ride) {
        return side.get("/api/v1/rides/" + ride + "/receipt").is(200);
    }

    private static String request(Person rider, Position here, String more) {
        return rider.post("/api/v1/rides/request", Person.way(here).replaceFirst("}$", more)).is(201).text("ride_id");
    }

    private String driven(Person driver, Person rider, String more) {
        Position here = Town.quarter();
        String ride = request(rider, here, more);
        await().atMost(Town.PATIENCE)
                .until(() -> !town.node(0).bean(Lead.class).on(ride, List.of(driver.id()), "test").isEmpty());
        driver.act(ride, "accept").is(200);
        driver.act(ride, "start").is(200);
        return ride;
    }

    private void tell(String ride, String status, int version) {
        send(ride, "payment." + status, """
                {"payment_id":"pay_01k2m3n4p5q6r","payment_key":"%1$s/fare","reference":"%1$s","customer_id":"usr_1",\
                "status":"%2$s","amount":"1.00","currency":"USD","captured":"0.00","refunded":"0.00","version":%3$d}"""
                .formatted(ride, status, version));
    }

    private void tellRejected(String ride) {
        send(ride, "command.rejected", """
                {"payment_key":"%1$s/fare","command_key":"open","reference":"%1$s",\
                "rejected":{"code":"VALIDATION_ERROR","message":"is no payment method","field":"method"}}"""
                .formatted(ride));
    }

    /** Sends it, and waits until it has been heard. */
    private void send(String ride, String type, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String id = UUID.randomUUID().toString();
        ContractCheck.of("billing.payments.v1").accept(bytes);
        environment.kafka().send("billing.payments.v1", ride, bytes,
                Map.of("ce_id", id, "ce_type", type, "ce_time", "2026-11-20T12:00:00Z"));
        await("the news " + id + " to be heard").atMost(Town.PATIENCE)
                .until(() -> town.count("inbox where event_id = '" + id + "'") == 1);
    }

    /** All that billing was asked about a ride, once it was asked something and nothing waits to be sent. */
    private List<JsonNode> commands(String ride) {
        List<JsonNode> found = new ArrayList<>();
        ContractCheck contract = ContractCheck.of(Charges.TOPIC);
        try (var reader = environment.kafka().reader(Charges.TOPIC)) {
            await().atMost(Town.PATIENCE).until(() -> {
                boolean sent = town.count("outbox where key = '" + ride + "'") == 0;
                int before = found.size();
                reader.poll(Duration.ofMillis(300)).forEach(record -> {
                    if (record.key().equals(ride)) {
                        contract.accept(record.value());
                        found.add(Json.tolerant().readTree(record.value()));
                    }
                });
                return sent && !found.isEmpty() && found.size() == before;
            });
        }
        return found;
    }
}
