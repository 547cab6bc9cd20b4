package dev.whiteboard.gateway.access;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.gateway.edge.Problems;
import reactor.core.publisher.Mono;

/** The gateway's own token at identity, by client credentials; renewed a little before it runs out. */
@Component
class ServiceToken {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}

    private record Held(
            String token,
            Instant until) {}

    private final String clientId;
    private final String clientSecret;
    private final InstantSource clock = InstantSource.system();
    private final WebClient http = WebClient.create();
    private volatile @Nullable Held held;

    ServiceToken(@Value("${SERVICE_CLIENT_ID:gateway}") String clientId,
            @Value("${SERVICE_CLIENT_SECRET:}") String clientSecret) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    Mono<String> get(URI identity) {
        Held current = held;
        if (current != null && clock.instant().isBefore(current.until())) {
            return Mono.just(current.token());
        }
        return http.post()
                .uri(identity.resolve("/internal/tokens"))
                .headers(headers -> headers.setBasicAuth(clientId, clientSecret))
                .exchangeToMono(response -> response.statusCode().is2xxSuccessful()
                        ? response.bodyToMono(Answer.class)
                        : response.releaseBody().then(refused()))
                .map(this::hold);
    }

    void forget() {
        held = null;
    }

    private String hold(Answer answer) {
        Duration lasts = Duration.ofSeconds(answer.expiresIn()).minus(MARGIN);
        held = new Held(answer.accessToken(), clock.instant().plus(lasts));
        return answer.accessToken();
    }

    private static <T> Mono<T> refused() {
        return Mono.error(Problems.unavailable("API keys cannot be checked at the moment.").asException());
    }
}
