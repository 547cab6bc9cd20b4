package dev.whiteboard.gateway.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;

/** What a request's credentials turned out to say, kept with its exchange. */
public sealed interface Identification {
    /** No credentials, or such as are the upstream's business. */
    record Nobody() implements Identification {}

    /** @param apiKeyId the key that the caller came with, if it was one */
    record Known(
            Caller caller,
            @Nullable String apiKeyId) implements Identification {}

    /** Credentials that are not good, or that cannot be checked now. */
    record Refused(
            Problem problem) implements Identification {}

    static Identification of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Identification.class.getName(), new Nobody());
    }

    default void keep(ServerWebExchange exchange) {
        exchange.getAttributes().put(Identification.class.getName(), this);
    }
}
