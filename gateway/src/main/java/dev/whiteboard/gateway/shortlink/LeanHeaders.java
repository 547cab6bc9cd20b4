package dev.whiteboard.gateway.shortlink;

import java.util.List;

import dev.whiteboard.gateway.edge.Hop;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * The headers of the lean path. Inwards a short list of what a redirect can depend on, which is both quicker and safer
 * than sorting out everything that it must not; outwards all but what is not for a service to say.
 */
final class LeanHeaders {
    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString TRACEPARENT = AsciiString.cached(TraceParent.HEADER);
    private static final AsciiString TRACESTATE = AsciiString.cached(TraceParent.STATE_HEADER);
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");

    private static final List<AsciiString> PASSED = List.of(HttpHeaderNames.USER_AGENT, HttpHeaderNames.REFERER,
            HttpHeaderNames.ACCEPT, HttpHeaderNames.ACCEPT_LANGUAGE, HttpHeaderNames.COOKIE,
            HttpHeaderNames.IF_NONE_MATCH, AsciiString.cached("purpose"), AsciiString.cached("sec-purpose"));
    /** What belongs to the connection behind, or is not for a service to say: short links have no limits to report. */
    private static final List<AsciiString> NOT_PASSED = List.of(HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"), HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderNames.UPGRADE,
            HttpHeaderNames.TRAILER, HttpHeaderNames.SERVER, AsciiString.cached("x-powered-by"),
            AsciiString.cached("ratelimit"), AsciiString.cached("ratelimit-policy"),
            AsciiString.cached("x-ratelimit-limit"), AsciiString.cached("x-ratelimit-remaining"),
            AsciiString.cached("x-ratelimit-reset"), AsciiString.cached("x-ratelimit-mode"));

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
        for (AsciiString name : NOT_PASSED) {
            to.remove(name);
        }
    }
}
