package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The provider charges and does not say so, does nothing and does not say so, fails, declines: one charge, and the truth. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class LostAnswersTest {
    private Billing billing;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        billing = Billing.on(environment, tokens);
    }

    @Test
    @Promise("billing.lost-answer")
    void aChargeWhoseAnswerIsLostIsUnknownThenCapturedOnce() {
        billing.behave("{\"webhooks\":false}");
        String order = Billing.reference();
        long started = System.nanoTime();
        String id = billing.charge(order, "tok_timeout_after_charge", "12.34").text("id");
        Answer unknown = billing.await(id, "unknown");
        assertThat(unknown.text("note")).contains("has not answered").contains("not be charged twice");
        billing.await(id, "captured");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
        billing.assertBalanced();
    }

    @Test
    void aSlowCardIsPatientlyCharged() {
        String order = Billing.reference();
        billing.await(billing.charge(order, "tok_slow", "12.34").text("id"), "captured");
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
    }

    @Test
    @Promise("billing.hostile-provider")
    void whateverTheProviderDoesItHasChargedWhatIsCapturedAndOnlyOnce() {
        billing.behave(
                """
                        {"seed":%d,"decline_percent":10,"hang_before_percent":10,"hang_after_percent":15,"drop_after_percent":15,\
                        "fail_percent":10,"webhook_copies":3,"webhook_spread_millis":2000}"""
                        .formatted(Seed.random("hostile").nextInt(1, 1_000_000)));
        Random random = Seed.random("orders");
        Map<String, String> payments = new HashMap<>();
        for (int round = Scale.rounds(1_000); round > 0; round--) {
            String order = Billing.reference();
            String amount = "%d.%02d".formatted(1 + random.nextInt(500), random.nextInt(100));
            payments.put(order, billing.charge(order, "tok_visa", amount).text("id"));
        }
        payments.forEach((order, id) -> {
            Answer payment = billing.awaitSettled(id);
            boolean captured = payment.text("status").equals("captured");
            assertThat(payment.text("status")).isIn("captured", "declined");
            assertThat(billing.atProvider(order, "capture")).as(payment.body()).isEqualTo(captured ? 1 : 0);
            assertThat(billing.atProvider(order, "authorise")).as(payment.body()).isEqualTo(captured ? 1 : 0);
        });
        billing.assertBalanced();
    }

    @Test
    @Promise(value = "billing.hostile-provider", naive = true)
    void startingOverWithANewKeyChargesTwice() {
        billing.behave("{\"hang_after_percent\":40,\"hang_millis\":500}");
        var naive = new NaiveCharges(billing.pspUrl());
        Toy.mustFail(30, () -> {
            String order = Billing.reference();
            naive.charge(order, 1_234);
            assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
        });
    }

    @Test
    void aProviderThatFailsIsAskedUntilItDoesNot() {
        billing.behave("{\"fail_percent\":100}");
        String id = billing.charge(Billing.reference(), "tok_visa", "1.00").text("id");
        billing.await(id, "unknown");
        billing.behave("{\"fail_percent\":0}");
        billing.await(id, "captured");
    }

    /** Its key may be forgotten there by now: sent again, it might be a second charge of one that went astray. */
    @Test
    @Promise("billing.never-a-guess")
    void whatIsOlderThanTheProvidersMemoryIsNotSentAgainButReported(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        billing.behave("{\"hang_before_percent\":100,\"webhooks\":false}");
        String order = Billing.reference();
        String id = billing.charge(order, "tok_visa", "12.34").text("id");
        billing.await(id, "unknown");
        age(jdbc, id, "13 hours");
        billing.behave("{\"hang_before_percent\":0}");
        isNotHeldAgain(order, () -> {
            int attempts = attempts(jdbc, id);
            await().atMost(Billing.PATIENCE).until(() -> attempts(jdbc, id) > attempts + 3);
        });
        assertThat(billing.payment(id).text("status")).isEqualTo("unknown");
        await().atMost(Billing.PATIENCE).until(() -> billing.metric("whiteboard_billing_operations_overdue") >= 1);
        age(jdbc, id, "-13 hours");
        billing.await(id, "captured");
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
    }

    @Test
    @Promise(value = "billing.never-a-guess", naive = true)
    void sendingAgainWhatTheProviderHasForgottenHoldsItTwice() {
        billing.behave("{\"hang_after_percent\":100,\"hang_millis\":500,\"webhooks\":false}");
        var naive = new NaiveCharges(billing.pspUrl());
        String order = Billing.reference();
        assertThat(naive.hold(order, 1_234)).as("answered").isFalse();
        await().atMost(Billing.PATIENCE).until(() -> billing.atProvider(order, "authorise") == 1);
        billing.behave("{\"hang_after_percent\":0,\"forgets_keys\":true}");
        Toy.mustFail(20, () -> isNotHeldAgain(order, () -> naive.hold(order, 1_234)));
    }

    private void isNotHeldAgain(String order, Runnable later) {
        long before = billing.atProvider(order, "authorise");
        later.run();
        assertThat(billing.atProvider(order, "authorise")).isEqualTo(before);
    }

    /** A credential that ran out is our mistake; declining everybody who pays meanwhile would be another. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429})
    @Promise("billing.hostile-provider")
    void aProviderThatTurnsUsAwayDeclinesNobody(int status, DataSource database) {
        billing.behave("{\"refuse_with\":" + status + "}");
        String order = Billing.reference();
        String id = billing.charge(order, "tok_visa", "12.34").text("id");
        await().atMost(Billing.PATIENCE).until(() -> attempts(JdbcClient.create(database), id) > 2);
        assertThat(billing.payment(id).text("status")).isEqualTo("pending");
        billing.behave("{\"refuse_with\":0}");
        billing.await(id, "captured");
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
    }

    @Test
    void anOrderThatTheProviderCannotTakeIsDeclined() {
        billing.behave("{\"refuse_with\":422}");
        Answer declined = billing.await(billing.charge(Billing.reference(), "tok_visa", "12.34").text("id"),
                "declined");
        assertThat(declined.json().get("operations").get(0).get("decline_code").asString()).isEqualTo("refused_422");
    }

    @Test
    @Promise(value = "billing.lost-answer", naive = true)
    void takingSilenceForANoTellsAChargedCustomerThatNothingWasTaken() {
        billing.behave("{\"hang_after_percent\":40,\"hang_millis\":500}");
        var naive = new NaiveCharges(billing.pspUrl());
        Toy.mustFail(30, () -> {
            String order = Billing.reference();
            boolean told = naive.chargeOrDecline(order, 1_234);
            assertThat(billing.atProvider(order, "capture")).isEqualTo(told ? 1 : 0);
        });
    }

    private static void age(JdbcClient jdbc, String payment, String by) {
        jdbc.sql("update operation set created_at = created_at - ?::interval where payment_id = ?").param(by)
                .param(payment)
                .update();
    }

    private static int attempts(JdbcClient jdbc, String payment) {
        return jdbc.sql("select max(attempt) from operation where payment_id = ?").param(payment).query(Integer.class)
                .single();
    }
}
