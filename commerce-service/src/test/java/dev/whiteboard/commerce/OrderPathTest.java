package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.local.psp.Psp;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Orders from beginning to end, through the real billing and a hostile provider. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class OrderPathTest {
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @Test
    void anOrderIsPaidSentAndArrives() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String order = commerce.order(lamp, 2, "tok_visa", ada);
        Answer paid = commerce.await(order, "paid", ada);
        assertThat(paid.text("total")).isEqualTo("20.00");
        assertThat(paid.text("payment")).isEqualTo("captured");
        commerce.assertStock(lamp, 3, 0, 2);
        assertThat(commerce.sellerAction(order, "deliver", "").status()).isEqualTo(409);
        Answer shipped = commerce.sellerAction(order, "ship", "{\"carrier\":\"Post\",\"tracking\":\"X1\"}");
        assertThat(shipped.text("status")).as(shipped.body()).isEqualTo("shipped");
        assertThat(shipped.json().at("/parcels/0/tracking").asString()).isEqualTo("X1");
        assertThat(commerce.action(order, "cancel", ada).status()).isEqualTo(409);
        assertThat(commerce.sellerAction(order, "deliver", "").text("status")).isEqualTo("delivered");
        assertThat(history(commerce.order(order, ada), "status")).containsSubsequence("pending", "paid", "shipped",
                "delivered");
        assertThat(Http.get(commerce.url(0) + "/api/v1/orders", ada).json().at("/data/0/order_id").asString())
                .isEqualTo(order);
    }

    @Test
    void whatIsNotSentIsGivenBackWithItsUnits() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String cancelled = commerce.order(lamp, 1, "tok_visa", ada);
        commerce.await(cancelled, "paid", ada);
        assertThat(commerce.action(cancelled, "cancel", ada).text("status")).isEqualTo("cancelled");
        String refunded = commerce.order(lamp, 1, "tok_visa", ada);
        commerce.await(refunded, "paid", ada);
        assertThat(commerce.action(refunded, "refund", ada).text("payment")).isEqualTo("refunding");
        assertThat(commerce.sellerAction(refunded, "ship", "").status()).isEqualTo(409);
        commerce.await(refunded, "refunded", ada);
        assertThat(commerce.awaitSettled(cancelled, ada).text("payment")).isEqualTo("refunded");
        commerce.assertStock(lamp, 5, 0, 0);
        commerce.assertChargesArePaidOrders();
    }

    @Test
    void whatWasSentStaysSoldWhenTheMoneyGoesBack() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String order = commerce.order(lamp, 1, "tok_visa", ada);
        commerce.await(order, "paid", ada);
        commerce.sellerAction(order, "ship", "");
        commerce.action(order, "refund", ada);
        commerce.await(order, "refunded", ada);
        commerce.assertStock(lamp, 4, 0, 1);
    }

    @Test
    void aDeclinedCardFailsTheOrderAndReleasesItsUnits() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String order = commerce.order(lamp, 1, "tok_declined", ada);
        assertThat(commerce.await(order, "failed", ada).text("payment")).isEqualTo("declined");
        commerce.assertStock(lamp, 5, 0, 0);
        String unknown = commerce.order(lamp, 1, "pm_0000000000000", ada);
        commerce.await(unknown, "failed", ada);
        commerce.assertStock(lamp, 5, 0, 0);
    }

    @Test
    @Promise("commerce.told-the-truth")
    void aLostAnswerIsToldAsSuchAndEndsInOneCharge() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        // Its webhook would tell before the timeout does.
        commerce.billing().behave("{\"webhooks\":false}");
        String order = commerce.order(lamp, 1, "tok_timeout_after_charge", ada);
        Answer paid = commerce.await(order, "paid", ada);
        commerce.billing().behave("{\"webhooks\":true}");
        unknownThenCapturedOnce(history(paid, "payment").toList(), commerce.billing().done(order, "capture"));
        commerce.assertStock(lamp, 4, 0, 1);
    }

    @Test
    @Promise(value = "commerce.told-the-truth", naive = true)
    void takingSilenceForANoTellsAChargedBuyerThatNothingWasTaken(DataSource database) {
        try (Psp psp = BillingProcess.provider("http://127.0.0.1:9")) {
            NaiveShop shop = new NaiveShop(JdbcClient.create(database), psp.url(), Duration.ofMillis(300));
            Toy.mustFail(1, () -> {
                String told = shop.charge("ord_1", "tok_timeout_after_charge");
                unknownThenCapturedOnce(List.of("asked", told.replaceFirst(".* ", "")), shop.charges());
            });
        }
    }

    private static void unknownThenCapturedOnce(List<String> told, long charges) {
        assertThat(charges).isEqualTo(1);
        assertThat(told).contains("unknown").endsWith("captured");
    }

    @Test
    void aCancelledOrderWhosePaymentArrivesLateIsGivenBack() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String order = commerce.order(lamp, 1, "tok_slow", ada);
        Answer cancelled = commerce.action(order, "cancel", ada);
        assertThat(cancelled.text("status")).as(cancelled.body()).isEqualTo("cancelled");
        commerce.assertStock(lamp, 5, 0, 0);
        assertThat(commerce.awaitSettled(order, ada).text("payment")).isEqualTo("refunded");
        assertThat(commerce.billing().done(order, "refund")).isEqualTo(1);
        commerce.assertStock(lamp, 5, 0, 0);
    }

    private static Stream<String> history(Answer order, String field) {
        return order.json().get("history").valueStream().map((JsonNode entry) -> entry.get(field).asString());
    }
}
