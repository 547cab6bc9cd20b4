package dev.whiteboard.gateway.edge;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.gateway.route.RoutedRequest;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import dev.whiteboard.gateway.telemetry.Tracing;
import dev.whiteboard.gateway.telemetry.Traffic;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * The outermost filter: gives every request its ids, every answer its headers, every failure its problem, and counts
 * them all.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EdgeFilter implements WebFilter {
    private final ApplicationContext application;
    private final TrustedProxies proxies;
    private final Traffic traffic;
    private final Tracing tracing;

    EdgeFilter(ApplicationContext application, TrustedProxies proxies, Traffic traffic, Tracing tracing) {
        this.application = application;
        this.proxies = proxies;
        this.traffic = traffic;
        this.tracing = tracing;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getApplicationContext() != application) {
            return chain.filter(exchange); // the management server's
        }
        Visit visit = Visit.begin(exchange, proxies, tracing);
        exchange.getResponse().beforeCommit(() -> {
            stamp(exchange.getResponse().getHeaders(), visit);
            return Mono.empty();
        });
        return chain.filter(exchange)
                .onErrorResume(error -> recover(exchange, visit, error))
                .doFinally(signal -> count(exchange, visit));
    }

    private static Mono<Void> recover(ServerWebExchange exchange, Visit visit, Throwable error) {
        boolean gone = error instanceof AbortedException; // the client; upstreams' failures are problems by now
        if (gone || exchange.getResponse().isCommitted()) {
            return Mono.error(error); // if half an answer is out, the connection must break, not end
        }
        return Problems.write(exchange, Problems.from(error, visit.requestId()));
    }

    private static void stamp(HttpHeaders headers, Visit visit) {
        headers.set(RequestId.HEADER, visit.requestId());
        headers.set(TraceParent.HEADER, visit.trace().value());
        SecurityHeaders.ALWAYS.forEach(headers::set);
        if (headers.getFirst(SecurityHeaders.CSP) == null) {
            headers.set(SecurityHeaders.CSP, SecurityHeaders.STRICT_CSP);
        }
        if (visit.hop().secure()) {
            headers.set(SecurityHeaders.HSTS, SecurityHeaders.HSTS_VALUE);
        }
        SecurityHeaders.HIDDEN.forEach(headers::remove);
    }

    private void count(ServerWebExchange exchange, Visit visit) {
        ServerHttpResponse response = exchange.getResponse();
        HttpStatusCode answered = response.getStatusCode();
        int status = answered == null ? 499 : answered.value();
        String route = RoutedRequest.label(exchange);
        String method = exchange.getRequest().getMethod().name();
        traffic.record(route, method, status, visit.startedNanos());
        visit.traced().end(route, method, status);
    }
}
