package dev.whiteboard.common.web.security;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_TOKEN;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import java.io.IOException;
import java.time.Duration;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import dev.whiteboard.common.web.error.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is calling. A request without a bearer token goes on as nobody; one with a bad token ends here, also on
 * paths that need none, because a client that sends a token wants to know that it is no good.
 */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer";

    private final AccessTokens tokens;

    BearerTokenFilter(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.check(token).toCompletableFuture().join()) {
            case TokenCheck.Valid(Caller caller) -> proceed(caller, request, response, chain);
            case TokenCheck.Invalid(String reason) -> ProblemWriter.write(response,
                    Problem.of(INVALID_TOKEN, "the access token is not valid: " + reason));
            case TokenCheck.Unverifiable() -> ProblemWriter.write(response,
                    Problem.of(SERVICE_UNAVAILABLE, "tokens cannot be verified at the moment")
                            .retryAfter(Duration.ofSeconds(2)));
        }
    }

    private static void proceed(Caller caller, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerToken(caller));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        int end = authorization.indexOf(' ');
        String scheme = end < 0 ? authorization : authorization.substring(0, end);
        return scheme.equalsIgnoreCase(SCHEME) ? authorization.substring(scheme.length()).strip() : null;
    }
}
