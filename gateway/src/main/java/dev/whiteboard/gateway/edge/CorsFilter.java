package dev.whiteboard.gateway.edge;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import reactor.core.publisher.Mono;

/**
 * Answers browsers' preflights and refuses pages of origins that are not configured, with a problem like any other. Pages
 * of the platform itself may always call; sockets are for them and for origins that are configured by name.
 */
@Component
@Order(CorsFilter.BEFORE_ROUTING)
class CorsFilter implements WebFilter {
    static final int BEFORE_ROUTING = -100;
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);
    private static final List<String> EXPOSED = List.of(RequestId.HEADER, TraceParent.HEADER, "ETag", "Location",
            "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit",
            "RateLimit-Policy", "X-RateLimit-Mode");

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration = new CorsConfiguration();

    private final Set<String> named;

    CorsFilter(EdgeProperties properties) {
        Set<String> origins = new TreeSet<>(properties.corsOrigins());
        boolean any = origins.remove(CorsConfiguration.ALL);
        origins.add(origin(URI.create(properties.publicUrl())));
        named = Set.copyOf(origins);
        configuration.setAllowedOrigins(any ? List.of(CorsConfiguration.ALL) : List.copyOf(named));
        configuration.setAllowCredentials(properties.corsCredentials());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.addAllowedHeader(CorsConfiguration.ALL);
        configuration.setExposedHeaders(EXPOSED);
        configuration.setMaxAge(PREFLIGHT_KEPT);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String origin = exchange.getRequest().getHeaders().getOrigin();
        if (Visit.isForManagement(exchange) || origin == null) {
            return chain.filter(exchange);
        }
        if (exchange.getRequest().getURI().getRawPath().startsWith(EdgeRoute.SOCKETS)) {
            return maySocket(origin, Visit.of(exchange).hop()) ? chain.filter(exchange) : refuse();
        }
        if (!processor.process(configuration, exchange)) {
            return refuse();
        }
        if (CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            return exchange.getResponse().setComplete();
        }
        return chain.filter(exchange);
    }

    /** Browsers let any page open a socket and leave it to us to ask which; so here {@code *} names nobody. */
    private boolean maySocket(String origin, Hop hop) {
        return named.contains(origin) || origin.equalsIgnoreCase(hop.scheme() + "://" + hop.host());
    }

    private static Mono<Void> refuse() {
        return Mono.error(Problem.of(ErrorCode.FORBIDDEN, "This origin may not call the API.").asException());
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
