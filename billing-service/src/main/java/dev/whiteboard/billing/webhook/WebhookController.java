package dev.whiteboard.billing.webhook;

import static dev.whiteboard.common.problem.ErrorCode.MALFORMED_REQUEST;
import static dev.whiteboard.common.problem.ErrorCode.UNAUTHENTICATED;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** Where the provider tells us what happened. Its signature is its token. */
@RestController
class WebhookController {
    private final Webhooks webhooks;
    private final Signature signature;
    private final Clock clock;
    private final MeterRegistry meters;

    WebhookController(Webhooks webhooks, WebhookProperties properties, Clock clock, MeterRegistry meters) {
        this.webhooks = webhooks;
        this.signature = new Signature(properties.secret(), properties.tolerance());
        this.clock = clock;
        this.meters = meters;
    }

    @PostMapping("/webhooks/psp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@RequestHeader(name = Signature.HEADER, required = false) @Nullable String header,
            @RequestBody byte[] body) {
        if (!signature.holds(header, body, clock.instant())) {
            throw Problem.of(UNAUTHENTICATED, "the signature does not hold").field(Signature.HEADER).asException();
        }
        boolean news = webhooks.take(event(body));
        meters.counter("whiteboard.billing.webhooks", "news", Boolean.toString(news)).increment();
    }

    private static ProviderEvent event(byte[] body) {
        try {
            return Json.tolerant().readValue(body, ProviderEvent.class);
        } catch (JacksonException e) {
            throw Problem.of(MALFORMED_REQUEST, "this is no event").asException();
        }
    }
}
