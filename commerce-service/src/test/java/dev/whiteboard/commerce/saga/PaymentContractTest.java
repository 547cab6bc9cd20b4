package dev.whiteboard.commerce.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.order.Happening;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.testkit.ContractCheck;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What billing's contract shows is understood. */
class PaymentContractTest {
    @Test
    void everyExampleMeansWhatItSays() {
        Map<String, Object> meanings = new TreeMap<>();
        ContractCheck.of("billing.payments.v1").examples().forEach((name, bytes) -> meanings.put(name,
                Json.tolerant().readValue(bytes, PaymentNews.class).happening().map(Object::toString).orElse("-")));
        assertThat(meanings).containsEntry("captured", new Happening.Captured().toString())
                .containsEntry("declined", new Happening.Declined("card_declined").toString())
                .containsEntry("unknown", new Happening.Unanswered().toString()).containsEntry("repeated", "-")
                .containsEntry("rejected", new Happening.Declined("this key was used for something else").toString());
    }
}
