package dev.whiteboard.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.testkit.ContractCheck;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of billing is what its contract says. */
class BillingTest {
    @Test
    void everyCommandKeepsTheContract() {
        List<OutboxEvent> sent = new ArrayList<>();
        Billing billing = new Billing(sent::add);
        billing.charge("ord_01k2m3n4p5q6r", "usr_01k2m3n4p5q6s", "tok_visa",
                new Money(14_997, Currency.getInstance("USD")));
        billing.charge("ord_01k2m3n4p5q6r", "usr_01k2m3n4p5q6s", "pm_01k2m3n4p5q6t",
                new Money(900, Currency.getInstance("JPY")));
        billing.refund("ord_01k2m3n4p5q6r", 1);
        ContractCheck contract = ContractCheck.of("billing.commands.v1");
        sent.forEach(event -> {
            contract.accept(Json.tolerant().writeValueAsBytes(event.payload()));
            assertThat(event.key()).isEqualTo("ord_01k2m3n4p5q6r");
        });
        assertThat(sent).hasSize(3);
    }
}
