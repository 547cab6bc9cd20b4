package dev.whiteboard.gateway.edge;

import java.time.Duration;
import java.util.List;

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
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import reactor.core.publisher.Mono;

/** Answers browsers' preflights and refuses pages of origins that are not configured, with a problem like any other. */
@Component
@Order(CorsFilter.BEFORE_ROUTING)
class CorsFilter implements WebFilter {
    static final int BEFORE_ROUTING = -100;
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);
    private static final List<String> EXPOSED = List.of(RequestId.HEADER, TraceParent.HEADER, "ETag", "Location",
            "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit",
            "RateLimit-Policy");

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration = new CorsConfiguration();

    CorsFilter(EdgeProperties properties) {
        configuration.setAllowedOrigins(properties.corsOrigins());
        configuration.setAllowCredentials(properties.corsCredentials());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.addAllowedHeader(CorsConfiguration.ALL);
        configuration.setExposedHeaders(EXPOSED);
        configuration.setMaxAge(PREFLIGHT_KEPT);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Visit.isForManagement(exchange) || exchange.getRequest().getHeaders().getOrigin() == null) {
            return chain.filter(exchange);
        }
        if (!processor.process(configuration, exchange)) {
            return Mono.error(Problem.of(ErrorCode.FORBIDDEN, "This origin may not call the API.").asException());
        }
        if (CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            return exchange.getResponse().setComplete();
        }
        return chain.filter(exchange);
    }
}
