package dev.whiteboard.common.telemetry;

import java.util.List;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * The part of a trace that goes on with whoever consumes an event: a span of its own, whose parent is the span that
 * sent it. Events that are handled together have a span in each of their traces; what is done for several of them at
 * once belongs to none.
 */
public final class Consumption {
    private final Tracer tracer;

    /** Records spans with {@code tracer}. */
    public Consumption(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Records nothing; the trace goes on all the same. */
    public static Consumption unrecorded() {
        return new Consumption(OpenTelemetry.noop().getTracer(""));
    }

    /** Does that work as {@code consumer}'s part of the traces with these {@code traceparent}s; an empty one begins a trace. */
    public void of(String consumer, List<String> traceparents, Runnable work) {
        List<Span> spans = traceparents.stream().map(TraceContext::parent).map(parent -> begin(consumer, parent))
                .toList();
        Context context = spans.size() == 1 ? Context.root().with(spans.getFirst()) : Context.root();
        try (Scope _ = context.makeCurrent()) {
            work.run();
        } catch (RuntimeException | Error e) {
            spans.forEach(span -> span.setStatus(StatusCode.ERROR).recordException(e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private Span begin(String consumer, Context parent) {
        return tracer.spanBuilder(consumer).setSpanKind(SpanKind.CONSUMER).setParent(parent).startSpan();
    }
}
