package dev.whiteboard.gateway.telemetry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Begins the trace of each request, and records the gateway's part of it where somebody collects spans ({@code
 * OTLP_ENDPOINT}). Whether a new trace is recorded is decided here, for all services behind it: they follow the flag.
 * Without a collector no span is made and the flag says so, because a span that nobody will ever see costs the same.
 */
@Component
public class Tracing {
    private final @Nullable Tracer tracer;

    Tracing(ObjectProvider<Tracer> tracers, @Value("${OTLP_ENDPOINT:}") String collector) {
        this.tracer = collector.isBlank() ? null : tracers.getIfAvailable();
    }

    /** @param traceparent what the client said, if anything */
    public TracedRequest begin(@Nullable String traceparent) {
        TraceParent parent = TraceParent.follow(traceparent);
        if (tracer == null) {
            return new TracedRequest(parent, Span.getInvalid());
        }
        Context from = traceparent != null && parent.continued()
                ? Context.root().with(Span.wrap(TraceParent.remote(traceparent)))
                : Context.root();
        Span span = tracer.spanBuilder("request").setSpanKind(SpanKind.SERVER).setParent(from).startSpan();
        return new TracedRequest(TraceParent.of(span.getSpanContext(), parent.continued()), span);
    }
}
