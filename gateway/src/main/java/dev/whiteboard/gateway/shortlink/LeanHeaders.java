package dev.whiteboard.gateway.shortlink;

import java.util.List;
import java.util.Map;

import dev.whiteboard.gateway.edge.Hop;
import dev.whiteboard.gateway.edge.SecurityHeaders;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * The headers of the lean path. Inwards a short list of what a redirect can depend on, which is both quicker and safer
 * than sorting out everything that it must not; outwards the same stamp as on every other answer.
 */
final class LeanHeaders {
    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString TRACEPARENT = AsciiString.cached(TraceParent.HEADER);
    private static final AsciiString TRACESTATE = AsciiString.cached(TraceParent.STATE_HEADER);
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString CSP = AsciiString.cached(SecurityHeaders.CSP);
    private static final AsciiString STRICT_CSP = AsciiString.cached(SecurityHeaders.STRICT_CSP);

    private static final List<AsciiString> PASSED = List.of(HttpHeaderNames.USER_AGENT, HttpHeaderNames.REFERER,
            HttpHeaderNames.ACCEPT, HttpHeaderNames.ACCEPT_LANGUAGE, HttpHeaderNames.COOKIE,
            HttpHeaderNames.IF_NONE_MATCH, AsciiString.cached("purpose"), AsciiString.cached("sec-purpose"));
    private static final List<AsciiString> HOP_BY_HOP = List.of(HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"), HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderNames.UPGRADE,
            HttpHeaderNames.TRAILER, HttpHeaderNames.SERVER, AsciiString.cached("x-powered-by"));

    private static final List<Map.Entry<AsciiString, AsciiString>> ALWAYS = SecurityHeaders.ALWAYS.entrySet()
            .stream()
            .map(header -> Map.entry(AsciiString.cached(header.getKey()), AsciiString.cached(header.getValue())))
            .toList();

    private LeanHeaders() {}

    static void forReplica(HttpHeaders from, HttpHeaders to, Hop hop, TraceParent trace, String requestId) {
        for (AsciiString name : PASSED) {
            String value = from.get(name);
            if (value != null) {
                to.add(name, value);
            }
        }
        String state = trace.continued() ? from.get(TRACESTATE) : null;
        if (state != null) {
            to.add(TRACESTATE, state);
        }
        to.add(REQUEST_ID, requestId);
        to.add(TRACEPARENT, trace.value());
        to.add(FORWARDED_FOR, hop.client());
        to.add(FORWARDED_PROTO, hop.scheme());
        to.add(FORWARDED_HOST, hop.host());
    }

    static void forClient(HttpHeaders answer, HttpHeaders to) {
        to.add(answer);
        for (AsciiString name : HOP_BY_HOP) {
            to.remove(name);
        }
    }

    static void stamp(HttpHeaders to, Hop hop, TraceParent trace, String requestId) {
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
}
