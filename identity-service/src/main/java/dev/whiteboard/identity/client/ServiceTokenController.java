package dev.whiteboard.identity.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.identity.signing.AccessTokenMint;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Gives a service its own token for its client id and secret; the gateway does not route it. */
@RestController
class ServiceTokenController {
    private final ServiceClientRegistry clients;
    private final AccessTokenMint mint;
    private final Duration lifetime;

    ServiceTokenController(@Value("${whiteboard.identity.service-clients}") String clients, AccessTokenMint mint,
            @Value("${whiteboard.identity.service-token-lifetime:15m}") Duration lifetime) {
        this.clients = ServiceClientRegistry.parse(clients);
        this.mint = mint;
        this.lifetime = lifetime;
    }

    record Token(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    @PostMapping("/internal/tokens")
    Token token(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return BasicCredentials.parse(authorization)
                .filter(client -> clients.knows(client.user(), client.password()))
                .map(client -> new Token(mint.mint(client.user(), List.of("service"), Map.of(), lifetime),
                        lifetime.toSeconds()))
                .orElseThrow(() -> Problem.of(ErrorCode.INVALID_CREDENTIALS, "unknown client or wrong secret")
                        .asException());
    }
}
