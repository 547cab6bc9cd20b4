package dev.whiteboard.gateway.home;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.home.Part.Outcome;
import dev.whiteboard.gateway.resilience.InternalCalls;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.gateway.route.HouseRoutes;
import io.github.resilience4j.bulkhead.Bulkhead;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks all services at once. Each has its own time; who has not answered by then is missing, and holds nobody up. */
@Component
class Parts {
    /** A system joins with its row. */
    private static final List<Part> ALL = List.of( //
            new Part("feed", HouseRoutes.FEED, "/api/v1/feed?limit=10"),
            new Part("orders", HouseRoutes.COMMERCE, "/api/v1/orders?limit=10"),
            new Part("conversations", HouseRoutes.CHAT, "/api/v1/conversations?limit=10"),
            new Part("recommendations", HouseRoutes.VIDEO, "/api/v1/videos/feed?limit=10"));
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    /** Room for another replica. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final InternalCalls calls;
    private final Upstreams upstreams;
    private final WebClient http = WebClient.create();

    Parts(InternalCalls calls, Upstreams upstreams) {
        this.calls = calls;
        this.upstreams = upstreams;
    }

    /** All of them, in their order. */
    Flux<Outcome> fetch(HttpHeaders inTheNameOf) {
        return Flux.fromIterable(ALL).flatMapSequential(part -> fetch(part, inTheNameOf));
    }

    private Mono<Outcome> fetch(Part part, HttpHeaders headers) {
        return Mono.defer(() -> {
            Bulkhead places = upstreams.get(part.upstream()).bulkhead(false);
            if (!places.tryAcquirePermission()) {
                return Mono.error(Problems.unavailable(part.upstream() + " is busy.").asException());
            }
            return calls.call(part.upstream(), ATTEMPT, replica -> ask(replica.resolve(part.path()), headers))
                    .timeout(DEADLINE)
                    .doFinally(signal -> places.onComplete());
        }).<Outcome>map(answer -> new Outcome.Arrived(part, answer))
                .onErrorResume(error -> Mono.just(missing(part, error)));
    }

    private Mono<JsonNode> ask(URI address, HttpHeaders headers) {
        return http.get()
                .uri(address)
                .headers(sent -> sent.addAll(headers))
                .exchangeToMono(Parts::understand);
    }

    private static Mono<JsonNode> understand(ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(JsonNode.class);
        }
        ErrorCode code = ErrorCode.forStatus(response.statusCode().value());
        return response.releaseBody().then(Mono.error(() -> Problem.of(code, code.title() + '.').asException()));
    }

    private static Outcome missing(Part part, Throwable error) {
        if (error instanceof ProblemException known) {
            return new Outcome.Missing(part, known.problem().code().name(), known.problem().message());
        }
        return new Outcome.Missing(part, ErrorCode.SERVICE_UNAVAILABLE.name(),
                part.upstream() + " is not available at the moment.");
    }
}
