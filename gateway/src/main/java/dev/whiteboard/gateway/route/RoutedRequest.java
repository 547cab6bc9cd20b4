package dev.whiteboard.gateway.route;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The row that a request was matched to, kept with its exchange. */
public final class RoutedRequest {
    private static final String ATTRIBUTE = RoutedRequest.class.getName();
    private static final String NOT_ROUTED = "unrouted";

    private RoutedRequest() {}

    public static void remember(ServerWebExchange exchange, EdgeRoute route) {
        exchange.getAttributes().put(ATTRIBUTE, route);
    }

    public static @Nullable EdgeRoute find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    public static EdgeRoute of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** The route's pattern as a metric label: a closed set, whatever paths clients make up. */
    public static String label(ServerWebExchange exchange) {
        EdgeRoute route = find(exchange);
        return route == null ? NOT_ROUTED : route.path();
    }
}
