package dev.whiteboard.gateway.access;

import reactor.core.publisher.Mono;

/** Turns API keys into the short-lived tokens that services understand. */
interface KeyExchange {
    Mono<Exchanged> exchange(String apiKey);

    /** What identity says about a key. */
    sealed interface Exchanged {
        record Token(
                String accessToken,
                String apiKeyId) implements Exchanged {}

        record Unknown() implements Exchanged {}
    }
}
