package dev.whiteboard.gateway.resilience;

import java.time.Duration;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import io.github.resilience4j.bulkhead.Bulkhead;
import reactor.core.publisher.Mono;

/**
 * Holds a call inside its upstream's bulkhead from before the first attempt until the last byte of the answer. When the
 * places are taken the answer is an immediate 503: a queue in front of something that hangs only hides it.
 */
@Component
class Compartment implements GlobalFilter, Ordered {
    /** All attempts and the answer's body, as a multiple of the time to the answer's beginning. */
    private static final int WHOLE_CALL = 4;

    private final Upstreams upstreams;

    Compartment(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        EdgeRoute route = RoutedRequest.of(exchange);
        Bulkhead bulkhead = upstreams.get(route.upstream()).bulkhead(route.streaming());
        if (!bulkhead.tryAcquirePermission()) {
            return Mono.error(Problems.unavailable(route.upstream() + " is busy.").asException());
        }
        return bounded(chain.filter(exchange), route.timeout()).doFinally(signal -> bulkhead.onComplete());
    }

    private static Mono<Void> bounded(Mono<Void> call, Duration timeout) {
        return timeout.isZero() ? call : call.timeout(timeout.multipliedBy(WHOLE_CALL));
    }

    /** Outside {@code NettyWriteResponseFilter} (-1), which writes the answer's body. */
    @Override
    public int getOrder() {
        return -10;
    }
}
