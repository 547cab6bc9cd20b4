package dev.whiteboard.billing.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.billing.Billing;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The provider's news, ten times, in any order, before its answer, days late, and from somebody who is not the provider. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class WebhookTest {
    private Billing billing;
    private JdbcClient jdbc;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DataSource database) {
        billing = Billing.on(environment, tokens);
        jdbc = JdbcClient.create(database);
    }

    @Test
    @Promise("billing.webhooks-once")
    void tenDeliveriesInAnyOrderTakeTheMoneyOnce() {
        billing.behave("{\"webhook_copies\":10,\"webhook_spread_millis\":1000}");
        String order = Billing.reference();
        String id = billing.charge(order, "tok_visa", "12.34").text("id");
        billing.await(id, "captured");
        await().atMost(Billing.PATIENCE).until(() -> billing.report().get("webhooks").get("waiting").asInt() == 0);
        String before = entered(id);
        billing.behave("{\"webhook_spread_millis\":0}");
        billing.redeliverWebhooks();
        await().atMost(Billing.PATIENCE).until(() -> billing.report().get("webhooks").get("waiting").asInt() == 0);
        assertThat(entered(id)).isEqualTo(before);
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
        billing.assertBalanced();
    }

    @Test
    @Promise("billing.webhooks-once")
    void theWebhookMayComeBeforeTheAnswer() {
        billing.behave("{\"webhook_first\":true}");
        String order = Billing.reference();
        String id = billing.charge(order, "tok_timeout_after_charge", "12.34").text("id");
        Answer payment = billing.await(id, "captured");
        assertThat(payment.json().get("version").asInt()).as("never unknown: %s", payment.body()).isEqualTo(2);
        assertThat(billing.atProvider(order, "capture")).isEqualTo(1);
    }

    @Test
    @Promise("billing.webhooks-once")
    void aWebhookThreeDaysLateChangesNothing() {
        String id = billing.charge(Billing.reference(), "tok_visa", "12.34").text("id");
        Answer payment = billing.await(id, "captured");
        String operation = payment.json().get("operations").get(1).get("id").asString();
        Instant then = Instant.now().minus(Duration.ofDays(3));
        String late = event("evt_late_" + operation, operation, "succeeded", then);
        assertThat(deliver(late, signature(late, Instant.now())).status()).isEqualTo(204);
        String contradiction = event("evt_other_" + operation, operation, "declined", then);
        assertThat(deliver(contradiction, signature(contradiction, Instant.now())).status()).isEqualTo(204);
        assertThat(billing.payment(id).body()).isEqualTo(payment.body());
        assertThat(deliver(late, signature(late, then)).status()).as("signed three days ago").isEqualTo(401);
    }

    @Test
    @Promise("billing.webhooks-once")
    void twentyDeliveriesAtOnceOfNewsNobodyHasAreOneEntry() {
        billing.behave("{\"webhooks\":false}");
        for (int round = 0; round < 5; round++) {
            String operation = openCapture();
            String news = event("evt_" + operation, operation, "succeeded", Instant.now());
            List<Integer> told = Race.of(20).run(() -> deliver(news, signature(news, Instant.now())).status());
            assertThat(told).containsOnly(204);
            assertThat(entries(operation)).isEqualTo(1);
        }
    }

    @Test
    @Promise(value = "billing.webhooks-once", naive = true)
    void lookingWhetherTheEventIsKnownAndThenEnteringItEntersItTwice() {
        jdbc.sql("create table if not exists naive_event (id text)").update();
        int[] event = {0};
        Toy.mustFail(50, () -> {
            String id = "evt_" + event[0]++;
            Race.of(20).run(() -> {
                if (jdbc.sql("select count(*) from naive_event where id = ?").param(id).query(Integer.class)
                        .single() == 0) {
                    jdbc.sql("insert into naive_event values (?)").param(id).update();
                }
                return true;
            });
            assertThat(
                    jdbc.sql("select count(*) from naive_event where id = ?").param(id).query(Integer.class).single())
                    .isEqualTo(1);
        });
    }

    /** What it took it will say again when it is asked; until then nothing is entered. */
    @Test
    @Promise("billing.webhooks-once")
    void newsOfAnotherSumIsNotBelieved() {
        billing.behave("{\"webhooks\":false,\"hang_before_percent\":100}");
        String id = billing.authorise(Billing.reference(), "tok_visa", "12.34").text("id");
        String operation = billing.payment(id).json().get("operations").get(0).get("id").asString();
        for (String sum : List.of("\"amount\":123400,\"currency\":\"USD\"",
                "\"amount\":1234,\"currency\":\"EUR\"")) {
            String news = event("evt_" + sum.hashCode() + operation, operation, "succeeded", Instant.now())
                    .replace("\"status\"", sum + ",\"status\"");
            assertThat(deliver(news, signature(news, Instant.now())).status()).isEqualTo(204);
            assertThat(billing.payment(id).text("status")).isIn("pending", "unknown");
        }
        String news = event("evt_" + operation, operation, "succeeded", Instant.now()).replace("\"status\"",
                "\"amount\":1234,\"currency\":\"USD\",\"status\"");
        assertThat(deliver(news, signature(news, Instant.now())).status()).isEqualTo(204);
        assertThat(billing.payment(id).text("status")).isEqualTo("authorised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=1,v1=00", "v1=00,t=1", "t=99999999999999,v1=00",
        "t=1763600000,v1=0000000000000000000000000000000000000000000000000000000000000000"})
    @Promise("billing.webhooks-signed")
    void whatTheProviderDidNotSignIsRefused(String signature) {
        String news = event("evt_1", "op_0000000000000", "succeeded", Instant.now());
        Answer refused = deliver(news, signature);
        assertThat(refused.status()).as(refused.body()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    @Promise("billing.webhooks-signed")
    void aBodyThatWasChangedOrASignatureThatIsOldIsRefused() {
        String news = event("evt_1", "op_0000000000000", "declined", Instant.now());
        String signed = signature(news, Instant.now());
        assertThat(deliver(news.replace("declined", "succeeded"), signed).status()).isEqualTo(401);
        assertThat(deliver(news, signature(news, Instant.now().minusSeconds(400))).status()).isEqualTo(401);
        assertThat(deliver(news, signature(news, Instant.now().plusSeconds(400))).status()).isEqualTo(401);
        assertThat(deliver(news, signed).status()).as("about nothing of ours").isEqualTo(204);
        assertThat(deliver("{}", signature("{}", Instant.now())).code()).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    @Promise(value = "billing.webhooks-signed", naive = true)
    void aSignatureOfTheBodyAloneHoldsForEver() {
        String news = event("evt_1", "op_0000000000000", "succeeded", Instant.now());
        String heard = naiveSignature(news); // by somebody on the way, days ago
        Toy.mustFail(1, () -> assertThat(heard).isNotEqualTo(naiveSignature(news)));
    }

    private static String naiveSignature(String body) {
        return signature(body, Instant.EPOCH);
    }

    /** A capture that the provider did and nobody here has heard of. */
    private String openCapture() {
        String id = billing.authorise(Billing.reference(), "tok_timeout_after_charge", "1.00").text("id");
        billing.await(id, "authorised");
        billing.followUp(id, "capture", "c", null);
        return billing.payment(id).json().get("operations").get(1).get("id").asString();
    }

    private long entries(String operation) {
        return jdbc.sql("select count(*) from ledger_entry where operation_id = ?").param(operation).query(Long.class)
                .single();
    }

    private String entered(String payment) {
        return jdbc.sql("""
                select string_agg(o::text || coalesce(e::text, ''), ',' order by o.id) from operation o
                left join ledger_entry e on e.operation_id = o.id where o.payment_id = ?""").param(payment)
                .query(String.class).single();
    }

    private Answer deliver(String body, String signature) {
        return Http.send(HttpRequest.newBuilder(URI.create(billing.url(1) + "/webhooks/psp"))
                .header("Content-Type", "application/json").header("Psp-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String event(String id, String operation, String status, Instant created) {
        return """
                {"id":"%s","type":"operation.%s","created":"%s","data":{"id":"cap_1","key":"%s","status":"%s"}}"""
                .formatted(id, status, created, operation, status);
    }

    private static String signature(String body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Billing.SECRET.getBytes(UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
