package dev.whiteboard.gateway.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * A request's place in its trace.
 *
 * @param parent what the services behind the gateway and the client are told
 * @param span   the gateway's part; one that records nothing unless somebody collects it
 */
public record TracedRequest(
        TraceParent parent,
        Span span) {

    /** Ends the gateway's part. The name is known only now: until a request is routed it has no row in the table. */
    public void end(String route, String method, int status) {
        if (!span.isRecording()) {
            return;
        }
        span.updateName(method + " " + route);
        span.setAttribute("http.request.method", method);
        span.setAttribute("http.route", route);
        span.setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
