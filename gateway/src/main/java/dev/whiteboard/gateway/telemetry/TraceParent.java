package dev.whiteboard.gateway.telemetry;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/**
 * The W3C {@code traceparent} of one request: continues the caller's trace if it names one, starts a new one otherwise.
 * The gateway's own span id goes to the upstream as parent and back to the client.
 *
 * @param value {@code 00-<trace id>-<span id>-<flags>}
 * @param continued whether the trace began outside; only then does the caller's {@code tracestate} still mean something
 */
public record TraceParent(
        String value,
        boolean continued) {

    public static final String HEADER = "traceparent";
    public static final String STATE_HEADER = "tracestate";

    private static final int LENGTH = 55;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;
    private static final int SPAN_START = 36;
    private static final int SPAN_END = 52;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The {@code traceparent} of a span of ours. */
    static TraceParent of(SpanContext span, boolean continued) {
        return new TraceParent("00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex(),
                continued);
    }

    /** The caller's span behind a {@code traceparent} that {@link #follow} has found valid. */
    static SpanContext remote(String valid) {
        return SpanContext.createFromRemoteParent(valid.substring(TRACE_START, TRACE_END),
                valid.substring(SPAN_START, SPAN_END), TraceFlags.fromHex(valid, SPAN_END + 1),
                TraceState.getDefault());
    }

    /** The caller's trace with a span of ours; else a new trace, of which nobody records anything. */
    public static TraceParent follow(@Nullable String incoming) {
        char[] text = new char[LENGTH];
        boolean continued = incoming != null && isValid(incoming);
        if (incoming != null && continued) {
            incoming.getChars(0, LENGTH, text, 0);
        } else {
            text[0] = text[1] = '0';
            text[TRACE_START - 1] = text[TRACE_END] = text[SPAN_END] = '-';
            random(text, TRACE_START);
            random(text, TRACE_START + 16);
            text[SPAN_END + 1] = '0';
            text[SPAN_END + 2] = '0';
        }
        random(text, SPAN_START);
        return new TraceParent(new String(text), continued);
    }

    public String traceId() {
        return value.substring(TRACE_START, TRACE_END);
    }

    public String spanId() {
        return value.substring(SPAN_START, SPAN_END);
    }

    private static void random(char[] text, int from) {
        long bits = ThreadLocalRandom.current().nextLong() | 1; // an id of all zeros is not valid
        for (int i = 0; i < 16; i++) {
            text[from + i] = HEX[(int) (bits >>> (i * 4)) & 0xf];
        }
    }

    private static boolean isValid(String text) {
        return text.length() == LENGTH && text.startsWith("00-") && text.charAt(TRACE_END) == '-'
                && text.charAt(SPAN_END) == '-' && isId(text, TRACE_START, TRACE_END)
                && isId(text, SPAN_START, SPAN_END) && isHex(text.charAt(SPAN_END + 1))
                && isHex(text.charAt(SPAN_END + 2));
    }

    private static boolean isId(String text, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isHex(c)) {
                return false;
            }
            zero &= c == '0';
        }
        return !zero;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
