package dev.whiteboard.gateway.edge;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import dev.whiteboard.gateway.telemetry.TracedRequest;
import dev.whiteboard.gateway.telemetry.Tracing;

/** What the gateway knows about a request before anything is decided about it. */
public record Visit(
        String requestId,
        TracedRequest traced,
        Hop hop,
        long startedNanos) {

    private static final String ATTRIBUTE = Visit.class.getName();

    static Visit begin(ServerWebExchange exchange, TrustedProxies proxies, Tracing tracing) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        TracedRequest traced = tracing.begin(headers.getFirst(TraceParent.HEADER));
        String requestId = RequestId.of(headers.getFirst(RequestId.HEADER), traced.parent());
        Hop hop = proxies.hop(exchange.getRequest().getRemoteAddress(), headers::getFirst);
        Visit visit = new Visit(requestId, traced, hop, System.nanoTime());
        exchange.getAttributes().put(ATTRIBUTE, visit);
        return visit;
    }

    public TraceParent trace() {
        return traced.parent();
    }

    /**
     * Whether the request came in by the management port. Filters are beans of the application, so that server's filter
     * chain has them too; there they stand aside.
     */
    public static boolean isForManagement(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) == null;
    }

    public static Visit of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
