package dev.whiteboard.gateway.route;

import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands the table's rows to Spring Cloud Gateway. */
@Configuration(proxyBeanMethods = false)
class ProxyRoutes {
    /**
     * Looks a route up by the row that the edge found, instead of asking the predicate of each route in turn.
     */
    private static final class TableMapping extends RoutePredicateHandlerMapping {
        private final Map<EdgeRoute, Route> routes;

        TableMapping(FilteringWebHandler handler, RouteLocator locator, Map<EdgeRoute, Route> routes,
                GlobalCorsProperties cors, Environment environment) {
            super(handler, locator, cors, environment);
            this.routes = routes;
        }

        @Override
        protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
            EdgeRoute row = RoutedRequest.find(exchange);
            @Nullable
            Route route = row == null ? null : routes.get(row);
            return Mono.justOrEmpty(route);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    RouteTable routeTable() {
        return HouseRoutes.table();
    }

    @Bean
    RouteLocator routeLocator(RouteTable table) {
        List<Route> routes = table.routes().stream().filter(row -> !row.local()).map(ProxyRoutes::route).toList();
        return () -> Flux.fromIterable(routes);
    }

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(FilteringWebHandler handler, RouteLocator locator,
            RouteTable table, GlobalCorsProperties cors, Environment environment) {
        Map<EdgeRoute, Route> routes = new IdentityHashMap<>();
        table.routes().stream().filter(row -> !row.local()).forEach(row -> routes.put(row, route(row)));
        return new TableMapping(handler, locator, routes, cors, environment);
    }

    private static Route route(EdgeRoute row) {
        long timeout = row.timeout().isZero() ? -1 : row.timeout().toMillis();
        return Route.async()
                .id(String.join(",", row.methods()) + " " + row.path())
                .uri(URI.create("http://" + row.upstream()))
                .predicate(exchange -> row.equals(RoutedRequest.find(exchange)))
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout)
                .build();
    }
}
