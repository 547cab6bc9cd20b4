package dev.whiteboard.common.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

/** Carries a trace through a table or a record header as W3C {@code traceparent}; without a tracer it carries nothing. */
public final class TraceContext {
    private static final String TRACEPARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    public TraceContext(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The {@code traceparent} of what this thread is doing, if it is traced. */
    public @Nullable String current() {
        if (tracer == null || propagator == null) {
            return null;
        }
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, header, value) -> carrier.put(header, value));
        return carrier.get(TRACEPARENT);
    }

    /** Runs {@code work} as a span named {@code name} under the one that {@code traceparent} names. */
    public void continued(@Nullable String traceparent, String name, Runnable work) {
        if (tracer == null || propagator == null) {
            work.run();
            return;
        }
        Map<String, String> carrier = traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
        Span span = propagator.extract(carrier, (_, header) -> carrier.get(header)).kind(Span.Kind.CONSUMER).name(name)
                .start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
