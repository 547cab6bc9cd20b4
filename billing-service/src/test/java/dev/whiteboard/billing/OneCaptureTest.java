package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One payment key, fifty requests at once, two nodes: one capture. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class OneCaptureTest {
    private static final int CLIENTS = 50;

    private Billing billing;

    /** What one of fifty clients does to charge an order; it answers what it was told the payment's id is. */
    private interface Charge {
        String of(String order, int client);
    }

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        billing = Billing.on(environment, tokens);
    }

    @Test
    @Promise("billing.one-capture")
    void fiftyRequestsWithOneKeyTakeTheMoneyOnce() {
        for (int round = Scale.rounds(200) / 5; round > 0; round--) {
            capturedOnce((order, client) -> {
                Answer told = untilTaken(client, Billing.chargeBody(order, "tok_visa", "12.34", "automatic"));
                assertThat(told.status()).as(told.body()).isEqualTo(201);
                return told.text("id");
            });
        }
        billing.assertBalanced();
    }

    @Test
    @Promise(value = "billing.one-capture", naive = true)
    void lookingFirstAndANewKeyForEachAttemptTakesItAgain() {
        var naive = new NaiveCharges(billing.pspUrl());
        var paid = new ConcurrentHashMap<String, String>();
        Toy.mustFail(10, () -> capturedOnce((order, client) -> {
            if (!paid.containsKey(order)) {
                paid.put(order, naive.charge(order, 1_234));
            }
            return paid.get(order);
        }));
    }

    @Test
    @Promise("billing.one-capture")
    void theSameKeyWithOtherContentIsRefused() {
        String order = Billing.reference();
        assertThat(billing.charge(order, "tok_visa", "12.34").status()).isEqualTo(201);
        for (Answer told : List.of(billing.charge(order, "tok_visa", "12.35"),
                billing.charge(order, "tok_slow", "12.34"),
                billing.authorise(order, "tok_visa", "12.34"))) {
            assertThat(told.status()).as(told.body()).isEqualTo(422);
            assertThat(told.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(told.field()).isEqualTo("idempotency_key");
        }
        assertThat(billing.charge(order, "tok_visa", "12.34").status()).isEqualTo(201);
    }

    /** A client that is told to come back later does so, with the same key. */
    private Answer untilTaken(int client, String body) {
        Answer told;
        do {
            told = billing.post(client, "/internal/payments", body, billing.service());
        } while (told.status() == 503);
        return told;
    }

    private void capturedOnce(Charge charge) {
        String order = Billing.reference();
        List<String> told = Race.of(CLIENTS).run((int client) -> charge.of(order, client));
        await().atMost(Billing.PATIENCE).until(() -> billing.atProvider(order, "capture") > 0);
        assertThat(billing.atProvider(order, "authorise")).isEqualTo(1);
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
        assertThat(told.stream().collect(Collectors.toSet())).hasSize(1);
    }
}
