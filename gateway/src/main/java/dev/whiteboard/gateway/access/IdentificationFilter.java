package dev.whiteboard.gateway.access;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import dev.whiteboard.gateway.access.KeyExchange.Exchanged;
import dev.whiteboard.gateway.edge.EventLoop;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.route.Access;
import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RoutedRequest;
import reactor.core.publisher.Mono;

/**
 * Finds out who is asking; a key is replaced by the user's token. It refuses nobody: bad credentials are counted against
 * their address before they are refused, so that guessing has its limit too.
 */
@Component
@Order(IdentificationFilter.AFTER_ROUTING)
class IdentificationFilter implements WebFilter {
    static final int AFTER_ROUTING = 100;

    private final Tokens tokens;
    private final CachedKeys keys;

    IdentificationFilter(Tokens tokens, CachedKeys keys) {
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
            case Credentials.None() -> chain.filter(exchange);
            case Credentials.Bearer(String token) -> withToken(exchange, chain, token, null);
            case Credentials.ApiKey(String key) -> withKey(exchange, chain, key);
            case Credentials.Unusable(String reason) -> identified(exchange, chain, invalid(reason));
        };
    }

    private Mono<Void> withToken(ServerWebExchange exchange, WebFilterChain chain, String token,
            @Nullable String apiKeyId) {
        return tokens.check(token).publishOn(EventLoop.of(exchange.getRequest())).flatMap(check -> identified(exchange,
                chain, switch (check) {
                    case TokenCheck.Valid(Caller caller) -> new Identification.Known(caller, apiKeyId);
                    case TokenCheck.Invalid(String reason) -> invalid("The token is not valid: " + reason + ".");
                    case TokenCheck.Unverifiable() -> new Identification.Refused(
                            Problems.unavailable("Tokens cannot be verified at the moment."));
                }));
    }

    private Mono<Void> withKey(ServerWebExchange exchange, WebFilterChain chain, String key) {
        return keys.find(key).publishOn(EventLoop.of(exchange.getRequest())).<Mono<Void>>map(answer -> switch (answer) {
            case Exchanged.Token token -> withToken(authorized(exchange, token.accessToken()), chain,
                    token.accessToken(), token.apiKeyId());
            case Exchanged.Unknown() -> identified(exchange, chain, invalid("The API key is not valid."));
        }).onErrorResume(ProblemException.class, error -> Mono.just(identified(exchange, chain,
                new Identification.Refused(error.problem())))).flatMap(Function.identity());
    }

    private static ServerWebExchange authorized(ServerWebExchange exchange, String token) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove(Credentials.KEY_HEADER);
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
                }))
                .build();
    }

    private static Mono<Void> identified(ServerWebExchange exchange, WebFilterChain chain,
            Identification identification) {
        identification.keep(exchange);
        return chain.filter(exchange);
    }

    private static Identification invalid(String reason) {
        return new Identification.Refused(Problem.of(ErrorCode.INVALID_TOKEN, reason));
    }
}
