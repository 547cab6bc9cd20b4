package dev.whiteboard.gateway.access;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import reactor.core.publisher.Mono;

/** Lets a request pass if its credentials are good and enough for its route. */
@Component
@Order(AccessFilter.AFTER_LIMITS)
class AccessFilter implements WebFilter {
    static final int AFTER_LIMITS = 300;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        EdgeRoute route = RoutedRequest.find(exchange);
        if (route == null) {
            return chain.filter(exchange);
        }
        return switch (Identification.of(exchange)) {
            case Identification.Refused(Problem problem) -> Mono.error(problem.asException());
            case Identification.Nobody() -> admit(exchange, chain, route, null);
            case Identification.Known(Caller caller, var key) -> admit(exchange, chain, route, caller);
        };
    }

    private static Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain, EdgeRoute route,
            @Nullable Caller caller) {
        Optional<Problem> objection = Admission.objection(route.access(), caller);
        return objection.isPresent() ? Mono.error(objection.get().asException()) : chain.filter(exchange);
    }
}
