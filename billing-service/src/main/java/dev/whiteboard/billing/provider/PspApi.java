package dev.whiteboard.billing.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The provider's HTTP API, as far as billing uses it. */
interface PspApi {

    record Order(String type, @Nullable String source, @Nullable String authorization, long amount, String currency,
            String reference) {}

    record Done(String id, String key, String status, @Nullable String declineCode, long amount, String currency) {}

    @PostExchange("/v1/operations")
    Done perform(@RequestHeader("Idempotency-Key") String key, @RequestBody Order order);

    @GetExchange("/v1/operations/{key}")
    Done find(@PathVariable String key);
}
