package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payments from beginning to end on real servers, as other services, customers and administrators see them. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class ChargePathTest {
    private Billing billing;
    private Kafka kafka;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        billing = Billing.on(environment, tokens);
        kafka = environment.kafka();
    }

    @Test
    void aChargeOverKafkaIsCapturedEnteredAndTold() {
        String order = Billing.reference();
        billing.command(order,
                """
                        {"command":"charge","payment_key":"%1$s/pay","reference":"%1$s","customer_id":"%2$s","method":"tok_visa",\
                        "amount":"149.97","currency":"USD"}"""
                        .formatted(order, Billing.CUSTOMER));
        List<ConsumerRecord<String, byte[]>> told = told(order, "payment.captured");
        assertThat(told).extracting(ChargePathTest::type).containsExactly("payment.authorised", "payment.captured");
        told.forEach(record -> ContractCheck.of("billing.payments.v1").accept(record.value()));
        JsonNode last = JsonMapper.shared().readTree(told.getLast().value());
        assertThat(last.get("captured").asString()).isEqualTo("149.97");
        assertThat(last.get("payment_key").asString()).isEqualTo(order + "/pay");

        Answer payment = billing.payment(last.get("payment_id").asString());
        assertThat(payment.status()).as(payment.body()).isEqualTo(200);
        assertThat(payment.text("status")).isEqualTo("captured");
        assertThat(payment.json().get("operations").valueStream().map(step -> step.get("type").asString()))
                .containsExactly("authorise", "capture");
        assertThat(billing.amountAtProvider(order, "capture")).isEqualTo(14_997);
        billing.assertBalanced();
    }

    @Test
    void anAuthorisationIsCapturedInPartsAndRefundedInParts() {
        String id = billing.authorise(Billing.reference(), "tok_visa", "100.00").text("id");
        billing.await(id, "authorised");
        assertThat(billing.followUp(id, "capture", "first", "60").status()).isEqualTo(200);
        billing.await(id, "partially_captured");
        assertThat(billing.followUp(id, "capture", "rest", null).status()).isEqualTo(200);
        assertThat(billing.await(id, "captured").text("captured")).isEqualTo("100.00");
        assertThat(billing.followUp(id, "refund", "one", "30.00").status()).isEqualTo(200);
        assertThat(billing.await(id, "partially_refunded").text("refunded")).isEqualTo("30.00");
        assertThat(billing.followUp(id, "refund", "two", "70.01").field()).isEqualTo("amount");
        assertThat(billing.followUp(id, "refund", "two", null).status()).isEqualTo(200);
        assertThat(billing.await(id, "refunded").text("refunded")).isEqualTo("100.00");
        assertThat(billing.followUp(id, "refund", "three", "0.01").status()).isEqualTo(422);
        billing.assertBalanced();
    }

    @Test
    void anAuthorisationIsVoidedAndThenNotCaptured() {
        String order = Billing.reference();
        String id = billing.authorise(order, "tok_visa", "5.00").text("id");
        billing.await(id, "authorised");
        assertThat(billing.followUp(id, "void", "v", null).status()).isEqualTo(200);
        billing.await(id, "voided");
        Answer refused = billing.followUp(id, "capture", "c", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("CONFLICT");
        assertThat(billing.atProvider(order, "capture")).isZero();
    }

    @Test
    void aDeclinedCardIsDeclinedAndNothingMoves() {
        String order = Billing.reference();
        String id = billing.charge(order, "tok_declined", "5.00").text("id");
        Answer payment = billing.await(id, "declined");
        assertThat(payment.json().get("operations").get(0).get("decline_code").asString()).isEqualTo("card_declined");
        assertThat(billing.atProvider(order, "capture")).isZero();
    }

    @Test
    void aFareIsSplitBetweenDriverAndPlatform(javax.sql.DataSource database) {
        String ride = Billing.reference();
        String body = Billing.chargeBody(ride, "tok_visa", "20.00", "automatic").replaceAll("}$",
                """
                        ,"splits":[{"account":"payee:%1$s","amount":"16.00"},{"account":"platform:fee-%1$s","amount":"4.00"}]}"""
                        .formatted(ride));
        Answer made = billing.post(0, "/internal/payments", body, billing.service());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = billing.await(made.text("id"), "captured").text("id");
        assertThat(billing.followUp(id, "refund", "r", "9.99").status()).isEqualTo(200);
        billing.await(id, "partially_refunded");
        var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(database);
        assertThat(balance(jdbc, "payee:" + ride) + balance(jdbc, "platform:fee-" + ride)).isEqualTo(-2_000 + 999);
        assertThat(balance(jdbc, "platform:fee-" + ride)).isBetween(-201L, -200L);
        billing.assertBalanced();
    }

    @Test
    void aPaymentIsSomebodysOwn(TestTokens tokens) {
        String id = billing.charge(Billing.reference(), "tok_visa", "5.00").text("id");
        assertThat(billing.get(0, "/api/v1/payments/" + id, tokens.token("usr_other", "user")).status()).isEqualTo(404);
        assertThat(billing.get(0, "/api/v1/payments/" + id, null).status()).isEqualTo(401);
        assertThat(billing.get(0, "/internal/payments/" + id, billing.customer()).status()).isEqualTo(403);
        assertThat(billing.get(0, "/admin/ledger/check", billing.customer()).status()).isEqualTo(403);
    }

    @Test
    void aKeptMethodPaysForItsOwnerOnly() {
        Answer kept = billing.post(0, "/api/v1/payment-methods", "{\"token\":\"tok_visa\"}", billing.customer());
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        String method = kept.text("id");
        String id = billing.charge(Billing.reference(), method, "5.00").text("id");
        billing.await(id, "captured");
        String body = Billing.chargeBody(Billing.reference(), method, "5.00", "automatic").replace(Billing.CUSTOMER,
                "usr_other");
        Answer refused = billing.post(0, "/internal/payments", body, billing.service());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo("method");
    }

    @Test
    @Promise("billing.command-answered")
    void aCommandThatCannotBeCarriedOutIsAnsweredAndHoldsNobodyUp() {
        String order = Billing.reference();
        commands(order).forEach(command -> billing.command(order, command));
        told(order, "payment.captured");
        await().atMost(Billing.PATIENCE).until(() -> rejections(order).size() == 6);
        sixAreAnsweredAndOneIsCarriedOut(order, rejections(order));
        all(order).forEach(record -> {
            ContractCheck.of("billing.payments.v1").accept(record.value());
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("4111");
        });
    }

    @Test
    @Promise(value = "billing.command-answered", naive = true)
    void whoWaitsUntilACommandCanBeCarriedOutHoldsUpTheRestOfItsKey() {
        var naive = new NaiveCharges(billing.pspUrl());
        Toy.mustFail(1, () -> {
            String order = Billing.reference();
            var queue = new ArrayDeque<>(commands(order));
            for (int attempt = 0; attempt < 10 && !queue.isEmpty(); attempt++) {
                JsonNode command = JsonMapper.shared().readTree(queue.peek());
                if (command.path("method").asString().startsWith("tok_")) {
                    naive.charge(order, 500);
                    queue.remove();
                } // else perhaps it can the next time
            }
            sixAreAnsweredAndOneIsCarriedOut(order, List.of());
        });
    }

    /** Of these, only the fifth can be carried out. */
    private static List<String> commands(String order) {
        String charge = """
                {"command":"charge","payment_key":"%1$s/pay","reference":"%1$s","customer_id":"%2$s","method":"%3$s",\
                "amount":"%4$s","currency":"%5$s"}""";
        return List.of(charge.formatted(order, Billing.CUSTOMER, "4111 1111 1111 1111", "5.00", "USD"),
                charge.formatted(order, Billing.CUSTOMER, "tok_visa", "5.00001", "USD"),
                charge.formatted(order, Billing.CUSTOMER, "tok_visa", "5.00", "XYZ"),
                "{\"command\":\"refund\",\"payment_key\":\"none\",\"command_key\":\"r\",\"reference\":\"%s\"}"
                        .formatted(order),
                charge.formatted(order, Billing.CUSTOMER, "tok_visa", "5.00", "USD"),
                charge.formatted(order, Billing.CUSTOMER, "tok_visa", "6.00", "USD"),
                charge.formatted(order, Billing.CUSTOMER, "tok_visa", "6.00", "USD").replace(order + "/pay",
                        "4111-1111-1111-1111"));
    }

    private void sixAreAnsweredAndOneIsCarriedOut(String order, List<String> rejections) {
        assertThat(billing.amountAtProvider(order, "capture")).isEqualTo(500);
        assertThat(rejections).containsExactly("method", "amount", "currency", "payment_key", "payment_key",
                "payment_key");
    }

    private List<String> rejections(String order) {
        return all(order).stream().filter(record -> type(record).equals("command.rejected"))
                .map(record -> JsonMapper.shared().readTree(record.value()).get("rejected").get("field").asString())
                .toList();
    }

    /** Everything that was told about an order, once such a thing was told. */
    private List<ConsumerRecord<String, byte[]>> told(String order, String type) {
        await("%s about %s".formatted(type, order)).atMost(Billing.PATIENCE)
                .until(() -> all(order).stream().anyMatch(record -> type(record).equals(type)));
        return all(order);
    }

    private List<ConsumerRecord<String, byte[]>> all(String order) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> reader = kafka.reader("billing.payments.v1")) {
            var ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(50)).forEach(record -> {
                    if (record.key().equals(order)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }

    private static long balance(org.springframework.jdbc.core.simple.JdbcClient jdbc, String account) {
        return jdbc.sql("select coalesce(sum(amount), 0) from ledger_posting where account = ?").param(account)
                .query(Long.class).single();
    }
}
