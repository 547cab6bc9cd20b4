package dev.whiteboard.shortener.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.testkit.ContractCheck;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickContractTest {
    private final ContractCheck contract = ContractCheck.of(ClickEvent.TOPIC);

    @Test
    void whatIsProducedIsWhatTheContractSays() {
        var event = new ClickEvent(new ClickIds().next(System.currentTimeMillis()), "abcd123", Instant.now(), true,
                "news.example", "DE", "mobile",
                "firefox", Long.MIN_VALUE);
        contract.accept(Json.tolerant().writeValueAsBytes(event));
        contract.accept(Json.tolerant()
                .writeValueAsBytes(SpooledClick.of(new SpooledClick(event, "00-x-y-00").bytes()).event()));
        contract.accept(Json.tolerant().writeValueAsBytes(new ProgressEvent("node", Instant.now())));
        contract.accept(Json.tolerant().writeValueAsBytes(new ProgressEvent("node", null)));
    }

    @Test
    void theContractsExamplesAreUnderstood() {
        Map<String, byte[]> examples = contract.examples();
        ClickEvent click = Json.tolerant().readValue(examples.get("click"), ClickEvent.class);
        assertThat(click.country()).isEqualTo("DE");
        assertThat(Json.tolerant().readValue(examples.get("bot-without-salt"), ClickEvent.class).visitor()).isNull();
        assertThat(Json.tolerant().readValue(examples.get("clicks-sent"), ProgressEvent.class).sentUntil()).isNotNull();
    }
}
