package dev.whiteboard.gateway.docs;

import java.time.Duration;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.EdgeProperties;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.resilience.InternalCalls;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.gateway.route.RouteTable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fetches services' OpenAPI descriptions, as they are at that moment. */
@Component
class ApiDescriptions {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 4 << 20;

    /** A line of the browser's menu. */
    record Service(
            String name,
            boolean available,
            String url) {}

    private final RouteTable table;
    private final InternalCalls calls;
    private final PublishedApi published;
    private final WebClient http = WebClient.builder().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
            .build();

    ApiDescriptions(RouteTable table, InternalCalls calls, EdgeProperties edge) {
        this.table = table;
        this.calls = calls;
        this.published = new PublishedApi(table, edge.publicUrl());
    }

    Flux<Service> services() {
        return Flux.fromStream(() -> table.routes().stream())
                .filter(route -> !route.local() && !route.upstream().equals(HouseRoutes.SHORT_LINKS))
                .map(EdgeRoute::upstream)
                .distinct()
                .flatMapSequential(name -> of(name).map(description -> true)
                        .onErrorReturn(false)
                        .map(available -> new Service(name, available, "/docs/specs/" + name)));
    }

    Mono<JsonNode> of(String service) {
        if (table.routes().stream().noneMatch(route -> !route.local() && route.upstream().equals(service))) {
            return Mono.error(Problem.of(ErrorCode.NOT_FOUND, "There is no such service.").asException());
        }
        return calls.call(service, PATIENCE,
                address -> http.get().uri(address.resolve("/v3/api-docs")).retrieve().bodyToMono(ObjectNode.class))
                .map(description -> published.publish(service, description))
                .onErrorMap(error -> Problems.unavailable(service + " does not tell its API at the moment.")
                        .asException());
    }
}
