package dev.whiteboard.common.telemetry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context as one line of text ({@code traceparent}), to be stored in an outbox row or an event's header
 * and taken up again by whoever handles it later, in another thread or process.
 */
public final class TraceContext {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private static final HexFormat HEX = HexFormat.of();

    private TraceContext() {}

    /** The trace of the calling thread as a {@code traceparent}, or null outside a trace. */
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return null;
        }
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }

    /**
     * A trace for an answer whose thread has none, because observations are off: the client's own if it sent one, with a
     * new span, else a new one.
     */
    public static String continued(@Nullable String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String span = HEX.toHexDigits(random.nextLong() | 1);
        return parts.matches()
                ? "00-" + parts.group(1) + "-" + span + "-" + parts.group(3)
                : "00-" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1) + "-" + span
                        + "-00";
    }

    /** Does that work as part of that trace; outside any trace if the text is absent or is no {@code traceparent}. */
    public static void within(@Nullable String traceparent, Runnable work) {
        parent(traceparent).wrap(work).run();
    }

    /** A context whose current span is the one of that {@code traceparent}; the root if there is none. */
    static Context parent(@Nullable String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (!parts.matches()) {
            return Context.root();
        }
        return Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(parts.group(1), parts.group(2),
                TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault())));
    }
}
