package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refunds that together are more than was captured: as many as fit, and not one more. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class RefundRaceTest {
    private static final int CLIENTS = 8;
    private static final int FIT = 3;

    private Billing billing;

    private interface Refund {
        int status(int client);
    }

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        billing = Billing.on(environment, tokens);
    }

    @Test
    @Promise("billing.refunds-fit")
    void ofEightRefundsAtOnceExactlyThoseThatFitAreAccepted() {
        for (int round = Scale.rounds(200) / 5; round > 0; round--) {
            String order = Billing.reference();
            String id = billing.charge(order, "tok_visa", "10.00").text("id");
            billing.await(id, "captured");
            exactlyWhatFits(client -> billing.followUp(client, id, "refund", "refund-" + client, "3.00").status(),
                    () -> {
                        billing.awaitSettled(id);
                        return (int) billing.amountAtProvider(order, "refund");
                    });
            assertThat(billing.payment(id).text("refunded")).isEqualTo("9.00");
        }
        billing.assertBalanced();
    }

    @Test
    @Promise(value = "billing.refunds-fit", naive = true)
    void readingWhatIsLeftAndThenWritingGivesBackTooMuch(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("create table if not exists naive_refund (payment int, amount int)").update();
        int[] payment = {0};
        Toy.mustFail(50, () -> {
            int id = payment[0]++;
            exactlyWhatFits(_ -> {
                if (refunded(jdbc, id) + 300 > 1_000) {
                    return 422;
                }
                jdbc.sql("insert into naive_refund values (?, 300)").param(id).update();
                return 200;
            }, () -> refunded(jdbc, id));
        });
    }

    @Test
    @Promise("billing.refunds-fit")
    void theSameRefundAskedForTwiceIsOneRefund() {
        String order = Billing.reference();
        String id = billing.charge(order, "tok_visa", "10.00").text("id");
        billing.await(id, "captured");
        List<Integer> statuses = Race.of(CLIENTS)
                .run((int client) -> billing.followUp(client, id, "refund", "the-one", "3.00").status());
        assertThat(statuses).containsOnly(200);
        assertThat(billing.followUp(id, "refund", "the-one", "3.01").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        billing.awaitSettled(id);
        assertThat(billing.amountAtProvider(order, "refund")).isEqualTo(300);
    }

    private static void exactlyWhatFits(Refund refund, IntSupplier refunded) {
        List<Integer> statuses = Race.of(CLIENTS).run((int client) -> refund.status(client));
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(FIT);
        assertThat(Collections.frequency(statuses, 422)).isEqualTo(CLIENTS - FIT);
        assertThat(refunded.getAsInt()).isEqualTo(900);
    }

    private static int refunded(JdbcClient jdbc, int payment) {
        return jdbc.sql("select coalesce(sum(amount), 0) from naive_refund where payment = ?").param(payment)
                .query(Integer.class).single();
    }
}
