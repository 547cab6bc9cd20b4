package dev.whiteboard.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RouteMatch;
import dev.whiteboard.gateway.route.RouteTable;
import dev.whiteboard.gateway.route.RoutedRequest;
import reactor.core.publisher.Mono;

/** Finds the row of a request, or refuses it: 404 for paths that are not in the table, 405 for methods. */
@Component
@Order(MatchFilter.ORDER)
class MatchFilter implements WebFilter {
    static final int ORDER = 0;

    private final RouteTable table;

    MatchFilter(RouteTable table) {
        this.table = table;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Visit.isForManagement(exchange)) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        return switch (table.match(request.getMethod().name(), request.getURI().getRawPath())) {
            case RouteMatch.Found(EdgeRoute route) -> {
                RoutedRequest.remember(exchange, route);
                yield chain.filter(exchange);
            }
            case RouteMatch.WrongMethod(var allowed) -> {
                exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, String.join(", ", allowed));
                yield refuse(ErrorCode.METHOD_NOT_ALLOWED, "This path answers " + String.join(", ", allowed) + ".");
            }
            case RouteMatch.Missing() -> refuse(ErrorCode.NOT_FOUND, "There is nothing at this path.");
        };
    }

    private static Mono<Void> refuse(ErrorCode code, String message) {
        return Mono.error(Problem.of(code, message).asException());
    }
}
