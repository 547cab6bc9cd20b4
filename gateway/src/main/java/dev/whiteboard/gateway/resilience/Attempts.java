package dev.whiteboard.gateway.resilience;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import reactor.core.publisher.Mono;

/**
 * Sends a call to a replica, and to another one if that is allowed ({@link RetryRule}) and affordable
 * ({@link RetryBudget}). A call that never left costs nothing from the budget as long as there is a replica that has not
 * been tried.
 */
@Component
class Attempts implements GlobalFilter, Ordered {
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> BROKEN_PROXY = Set.of(502, 504);

    private final Upstreams upstreams;

    Attempts(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        EdgeRoute route = RoutedRequest.of(exchange);
        Upstream upstream = upstreams.get(route.upstream());
        String method = exchange.getRequest().getMethod().name();
        boolean keyed = exchange.getRequest().getHeaders().containsHeader("Idempotency-Key");
        RetryRule.Call shape = new RetryRule.Call(route.retried(), method, keyed, true);
        upstream.budget().deposit();
        return OutgoingBody.of(exchange, route.bodyLimit(), route.retried() && shape.idempotent())
                .flatMap(body -> new Sending(upstream, shape, body, exchange.mutate().request(body).build(), chain)
                        .attempt(1));
    }

    /** After the route's own filters, and inside {@code NettyWriteResponseFilter} (-1). */
    @Override
    public int getOrder() {
        return 10;
    }

    /** One call through all its attempts. */
    private static final class Sending {
        private final Upstream upstream;
        private final RetryRule.Call shape;
        private final OutgoingBody body;
        private final ServerWebExchange exchange;
        private final GatewayFilterChain chain;
        private final Set<Replica> tried = new HashSet<>();

        Sending(Upstream upstream, RetryRule.Call shape, OutgoingBody body, ServerWebExchange exchange,
                GatewayFilterChain chain) {
            this.upstream = upstream;
            this.shape = shape;
            this.body = body;
            this.exchange = exchange;
            this.chain = chain;
        }

        Mono<Void> attempt(int number) {
            Replica replica = upstream.begin(tried);
            if (replica == null) {
                return Mono.error(Problems.unavailable(upstream.name() + " is not available.").asException());
            }
            long started = System.nanoTime();
            exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target(replica));
            Agreement agreement = Agreement.expected(exchange, replica, started);
            boolean[] ended = {false};
            return chain.filter(exchange).doOnCancel(() -> {
                if (!ended[0]) {
                    ended[0] = true;
                    if (agreement.isReached()) {
                        replica.left();
                    } else {
                        replica.abandoned();
                    }
                }
            }).then(Mono.defer(() -> {
                ended[0] = true;
                return agreement.isReached() ? left(replica) : answered(replica, started, number);
            })).onErrorResume(error -> !ended[0], error -> {
                ended[0] = true;
                return agreement.isReached()
                        ? left(replica).then(Mono.error(error))
                        : failed(replica, started, number, error);
            });
        }

        private static Mono<Void> left(Replica replica) {
            replica.left();
            return Mono.empty();
        }

        private Mono<Void> answered(Replica replica, long started, int number) {
            ServerHttpResponse response = exchange.getResponse();
            HttpStatusCode status = response.getStatusCode();
            int code = status == null ? 0 : status.value();
            if (BROKEN_PROXY.contains(code)) {
                replica.failed(started, new IOException("status " + code));
            } else {
                replica.succeeded(started);
            }
            if (code < SERVER_ERROR) {
                return Mono.empty();
            }
            if (RetryRule.mayRetry(current(), code, number) && upstream.budget().withdraw()) {
                return again(replica, number);
            }
            return explained(code) ? Mono.empty() : replaced(code);
        }

        private Mono<Void> failed(Replica replica, long started, int number, Throwable error) {
            replica.failed(started, error);
            Failure failure = Failure.of(error);
            boolean free = failure == Failure.NOT_SENT && tried.size() + 1 < upstream.replicas().size();
            if (RetryRule.mayRetry(current(), failure, number) && (free || upstream.budget().withdraw())) {
                return again(replica, number);
            }
            return Mono.error(failure.blamesReplica()
                    ? Problems.unavailable(upstream.name() + " did not answer.").asException()
                    : error);
        }

        private Mono<Void> again(Replica replica, int number) {
            tried.add(replica);
            ServerWebExchangeUtils.reset(exchange);
            return attempt(number + 1);
        }

        private RetryRule.Call current() {
            return new RetryRule.Call(shape.routeRetries(), shape.method(), shape.keyed(), body.repeatable());
        }

        /** Whether the upstream's error is already one of the house's problems. */
        private boolean explained(int code) {
            String type = exchange.getResponse().getHeaders().getFirst("Content-Type");
            return code != 502 && code != 504 && type != null && type.startsWith(Problem.MEDIA_TYPE);
        }

        private Mono<Void> replaced(int code) {
            ServerWebExchangeUtils.reset(exchange);
            return Mono.error(code == SERVER_ERROR
                    ? Problem.of(ErrorCode.INTERNAL_ERROR, upstream.name() + " failed.").asException()
                    : Problems.unavailable(upstream.name() + " is not available.").asException());
        }

        private URI target(Replica replica) {
            URI request = exchange.getRequest().getURI();
            String query = request.getRawQuery();
            return URI.create(replica.address() + request.getRawPath() + (query == null ? "" : "?" + query));
        }
    }
}
