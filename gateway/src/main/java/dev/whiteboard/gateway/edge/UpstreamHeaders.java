package dev.whiteboard.gateway.edge;

import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;

/**
 * Decides in one pass which headers cross the gateway. Inwards: nothing by which a client could claim to be somebody or
 * to come from somewhere; identity travels in {@code Authorization} alone, origin in the {@code X-Forwarded-*} that we
 * write. Outwards: nothing about the service behind.
 */
@Component
class UpstreamHeaders implements HttpHeadersFilter, Ordered {
    private static final Set<String> CLAIMS = Set.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip",
            "cf-connecting-ip", "x-cluster-client-ip", "x-original-url", "x-original-host", "x-rewrite-url",
            "x-http-method-override", "x-method-override", "x-http-method", "x-api-key", "x-request-id", "traceparent",
            "tracestate", "x-roles", "x-role", "x-tier", "x-admin", "proxy");
    private static final String[] CLAIM_PREFIXES = {"x-user", "x-forwarded-", "x-auth", "x-remote", "x-caller",
        "x-internal", "x-identity", "x-b3-", "x-envoy-", "x-whiteboard-"};
    private static final Set<String> ANSWERED_HERE = Set.of("x-request-id", "traceparent", "server", "x-powered-by",
            "strict-transport-security", "ratelimit", "ratelimit-policy");
    private static final String[] ANSWERED_HERE_PREFIXES = {"access-control-", "x-ratelimit-"};

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        HttpHeaders output = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isClaim(name.toLowerCase(Locale.ROOT))) {
                output.addAll(name, values);
            }
        });
        output.set(RequestId.HEADER, visit.requestId());
        output.set(TraceParent.HEADER, visit.trace().value());
        if (input.getFirst(HttpHeaders.USER_AGENT) == null) {
            output.set(HttpHeaders.USER_AGENT, ""); // else the HTTP client would name itself
        }
        String state = visit.trace().continued() ? input.getFirst(TraceParent.STATE_HEADER) : null;
        if (state != null) {
            output.set(TraceParent.STATE_HEADER, state);
        }
        output.set("X-Forwarded-For", visit.hop().client());
        output.set("X-Forwarded-Proto", visit.hop().scheme());
        output.set("X-Forwarded-Host", visit.hop().host());
        return output;
    }

    static boolean isClaim(String name) {
        return CLAIMS.contains(name) || startsWithAny(name, CLAIM_PREFIXES);
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** Drops from an upstream's answer what the gateway says itself. */
    @Component
    static class Answer implements HttpHeadersFilter, Ordered {
        @Override
        public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
            HttpHeaders output = new HttpHeaders();
            input.forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!ANSWERED_HERE.contains(lower) && !startsWithAny(lower, ANSWERED_HERE_PREFIXES)) {
                    output.addAll(name, values);
                }
            });
            return output;
        }

        @Override
        public boolean supports(Type type) {
            return type == Type.RESPONSE;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
