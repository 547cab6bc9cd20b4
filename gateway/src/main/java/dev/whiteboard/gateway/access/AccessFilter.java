package dev.whiteboard.gateway.access;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import dev.whiteboard.gateway.access.KeyExchange.Exchanged;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.route.Access;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import reactor.core.publisher.Mono;

/** Lets a request pass if its credentials are good and enough for its route; a key is replaced by the user's token. */
@Component
@Order(AccessFilter.AFTER_ROUTING)
class AccessFilter implements WebFilter {
    static final int AFTER_ROUTING = 100;

    private final Tokens tokens;
    private final CachedKeys keys;

    AccessFilter(Tokens tokens, CachedKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        EdgeRoute route = RoutedRequest.find(exchange);
        if (route == null || route.access() == Access.UNCHECKED) {
            return chain.filter(exchange);
        }
        return switch (Credentials.of(exchange.getRequest().getHeaders())) {
            case Credentials.None() -> admit(exchange, chain, null);
            case Credentials.Bearer(String token) -> withToken(exchange, chain, token);
            case Credentials.ApiKey(String key) -> withKey(exchange, chain, key);
            case Credentials.Unusable(String reason) -> refuse(invalid(reason));
        };
    }

    private Mono<Void> withToken(ServerWebExchange exchange, WebFilterChain chain, String token) {
        return tokens.check(token).publishOn(EventLoop.of(exchange.getRequest())).flatMap(check -> switch (check) {
            case TokenCheck.Valid(Caller caller) -> admit(exchange, chain, caller);
            case TokenCheck.Invalid(String reason) -> refuse(invalid("The token is not valid: " + reason + "."));
            case TokenCheck.Unverifiable() -> refuse(Problems.unavailable("Tokens cannot be verified at the moment."));
        });
    }

    private Mono<Void> withKey(ServerWebExchange exchange, WebFilterChain chain, String key) {
        return keys.find(key).publishOn(EventLoop.of(exchange.getRequest())).flatMap(answer -> switch (answer) {
            case Exchanged.Token token -> withToken(authorized(exchange, token.accessToken()), chain,
                    token.accessToken());
            case Exchanged.Unknown() -> refuse(invalid("The API key is not valid."));
        });
    }

    private static ServerWebExchange authorized(ServerWebExchange exchange, String token) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove(Credentials.KEY_HEADER);
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
                }))
                .build();
    }

    private static Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain, @Nullable Caller caller) {
        Optional<Problem> objection = Admission.objection(RoutedRequest.of(exchange).access(), caller);
        return objection.isPresent() ? refuse(objection.get()) : chain.filter(exchange);
    }

    private static Problem invalid(String reason) {
        return Problem.of(ErrorCode.INVALID_TOKEN, reason);
    }

    private static Mono<Void> refuse(Problem problem) {
        return Mono.error(problem.asException());
    }
}
