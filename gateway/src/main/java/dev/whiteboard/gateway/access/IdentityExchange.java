package dev.whiteboard.gateway.access;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.resilience.InternalCalls;
import dev.whiteboard.gateway.route.HouseRoutes;
import reactor.core.publisher.Mono;

/** Asks identity. The service token that this takes is fetched when it is first needed, and again when it was refused. */
@Component
class IdentityExchange implements KeyExchange {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** No such key, or nothing that could be one. */
    private static final Set<Integer> UNKNOWN = Set.of(400, 404, 422);

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("api_key_id") String apiKeyId) {}

    private final InternalCalls calls;
    private final ServiceToken serviceToken;
    private final WebClient http = WebClient.create();

    IdentityExchange(InternalCalls calls, ServiceToken serviceToken) {
        this.calls = calls;
        this.serviceToken = serviceToken;
    }

    @Override
    public Mono<Exchanged> exchange(String apiKey) {
        return calls.call(HouseRoutes.IDENTITY, TIMEOUT, identity -> serviceToken.get(identity)
                .flatMap(token -> ask(identity, token, apiKey)));
    }

    private Mono<Exchanged> ask(URI identity, String token, String apiKey) {
        return http.post()
                .uri(identity.resolve("/internal/api-keys/exchange"))
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("api_key", apiKey))
                .exchangeToMono(this::understand);
    }

    private Mono<Exchanged> understand(ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(Answer.class)
                    .map(answer -> new Exchanged.Token(answer.accessToken(), answer.apiKeyId()));
        }
        return response.releaseBody().then(Mono.defer(() -> {
            if (response.statusCode().equals(HttpStatus.UNAUTHORIZED)) {
                serviceToken.forget();
            }
            boolean unknown = UNKNOWN.contains(response.statusCode().value());
            return unknown
                    ? Mono.just(new Exchanged.Unknown())
                    : Mono.error(Problems.unavailable("API keys cannot be checked at the moment.").asException());
        }));
    }
}
