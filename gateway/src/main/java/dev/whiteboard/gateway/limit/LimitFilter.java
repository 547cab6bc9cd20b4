package dev.whiteboard.gateway.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.gateway.access.Identification;
import dev.whiteboard.gateway.edge.EventLoop;
import dev.whiteboard.gateway.edge.Visit;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.Layer;
import dev.whiteboard.limiter.engine.decision.RateLimitHeaders;
import dev.whiteboard.limiter.engine.decision.RateLimiter;
import dev.whiteboard.limiter.engine.node.LimiterNode;
import dev.whiteboard.limiter.engine.rule.Subject;
import reactor.core.publisher.Mono;

/**
 * Decides whether a request may pass now, once it is known who asks and before anything is done for it. A decision always
 * comes, and soon: whatever Redis does, no request waits here for longer than the limiter's own deadline. What a leaking
 * bucket admits for later is held until then, unless its route would have timed out.
 */
@Component
@Order(LimitFilter.AFTER_IDENTIFICATION)
class LimitFilter implements WebFilter {
    static final int AFTER_IDENTIFICATION = 200;
    private static final String FREE = "free";

    private final RateLimiter limiter;

    LimitFilter(LimiterNode node) {
        this.limiter = node.limiter();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        EdgeRoute route = RoutedRequest.find(exchange);
        if (route == null || !route.limited()) {
            return chain.filter(exchange);
        }
        // Decoded: another spelling of a path must not find another rule. What could change its segments came no further.
        String path = exchange.getRequest().getURI().getPath();
        CompletableFuture<Decision> decision = limiter.decide(subject(exchange), path).toCompletableFuture();
        if (decision.isDone()) {
            return proceed(exchange, chain, route, decision.join());
        }
        return Mono.fromFuture(decision, true)
                .publishOn(EventLoop.of(exchange.getRequest()))
                .flatMap(made -> proceed(exchange, chain, route, made));
    }

    private static Subject subject(ServerWebExchange exchange) {
        return switch (Identification.of(exchange)) {
            case Identification.Known(Caller caller, String key) when key != null -> Subject
                    .keyed(caller.tier() == null ? FREE : caller.tier(), key, caller.userId());
            case Identification.Known(Caller caller, var none) -> Subject.signedIn(caller.userId());
            case Identification.Nobody() -> anonymous(exchange);
            case Identification.Refused(Problem problem) -> anonymous(exchange);
        };
    }

    private static Subject anonymous(ServerWebExchange exchange) {
        return Subject.anonymous(Visit.of(exchange).hop().client());
    }

    private static Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain, EdgeRoute route,
            Decision decision) {
        RateLimitHeaders.of(decision, ThreadLocalRandom.current())
                .forEach(exchange.getResponse().getHeaders()::set);
        if (!decision.allowed()) {
            return Mono.error(refusal(decision).asException());
        }
        Duration delay = decision.delay();
        if (delay.isZero() || !route.timeout().isZero() && delay.compareTo(route.timeout()) > 0) {
            return chain.filter(exchange);
        }
        return Mono.delay(delay)
                .publishOn(EventLoop.of(exchange.getRequest()))
                .flatMap(due -> chain.filter(exchange));
    }

    /** Retry-After is among the headers already, and is jittered once only. */
    private static Problem refusal(Decision decision) {
        Layer layer = decision.binding();
        if (layer == null) {
            return Problem.of(ErrorCode.RATE_LIMITED, "Too many requests.");
        }
        Quota quota = layer.rule().algorithm().quota();
        return Problem.of(ErrorCode.RATE_LIMITED, "The limit is %d requests in %d s (rule %s)."
                .formatted(quota.requests(), quota.window().toSeconds(), layer.rule().id()));
    }
}
