package dev.whiteboard.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.reactivestreams.Publisher;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What the gateway knows about a request that is answered below WebFlux, and what every answer owes it there too: ids,
 * trace context, security headers, the one shape of an error.
 */
public record LeanVisit(
        HttpServerRequest request,
        HttpServerResponse response,
        TraceParent trace,
        String requestId,
        Hop hop,
        long startedNanos) {

    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString TRACEPARENT = AsciiString.cached(TraceParent.HEADER);
    private static final AsciiString CSP = AsciiString.cached(SecurityHeaders.CSP);
    private static final AsciiString STRICT_CSP = AsciiString.cached(SecurityHeaders.STRICT_CSP);

    private static final List<Map.Entry<AsciiString, AsciiString>> ALWAYS = SecurityHeaders.ALWAYS.entrySet()
            .stream()
            .map(header -> Map.entry(AsciiString.cached(header.getKey()), AsciiString.cached(header.getValue())))
            .toList();

    public static LeanVisit begin(HttpServerRequest request, HttpServerResponse response, TrustedProxies proxies) {
        HttpHeaders headers = request.requestHeaders();
        TraceParent trace = TraceParent.follow(headers.get(TraceParent.HEADER));
        String requestId = RequestId.of(headers.get(RequestId.HEADER), trace);
        Hop hop = proxies.hop(request.remoteAddress(), headers::get);
        return new LeanVisit(request, response, trace, requestId, hop, System.nanoTime());
    }

    public boolean head() {
        return request.method().equals(HttpMethod.HEAD);
    }

    public void stamp(HttpHeaders to) {
        to.set(REQUEST_ID, requestId);
        to.set(TRACEPARENT, trace.value());
        for (Map.Entry<AsciiString, AsciiString> header : ALWAYS) {
            to.set(header.getKey(), header.getValue());
        }
        if (!to.contains(CSP)) {
            to.set(CSP, STRICT_CSP);
        }
        if (hop.secure()) {
            to.set(SecurityHeaders.HSTS, SecurityHeaders.HSTS_VALUE);
        }
    }

    public Publisher<Void> refuse(Problem problem) {
        byte[] body = problem.toJson(Problems.instance(requestId)).getBytes(StandardCharsets.UTF_8);
        HttpServerResponse refusal = response.status(problem.status());
        HttpHeaders headers = refusal.responseHeaders();
        headers.clear();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        stamp(headers);
        return head() ? refusal.send() : refusal.sendObject(Unpooled.wrappedBuffer(body)).then();
    }
}
