package dev.whiteboard.shortener.redirect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context and the request's id, without a tracing library: at this rate a span per redirect is not worth
 * its price, but a redirect must still be found in its caller's trace.
 *
 * @param requestId what the client or the gateway called the request, else the trace's id
 */
record Trace(String requestId, String traceparent) {
    static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id");
    static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
    private static final int LENGTH = 55;
    private static final int TRACE_AT = 3;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int LONGEST_REQUEST_ID = 64;

    static Trace of(HttpHeaders headers) {
        String parent = headers.get(TRACEPARENT);
        String traceparent = parent != null && wellFormed(parent) ? child(parent) : root();
        String requestId = headers.get(REQUEST_ID);
        return new Trace(acceptable(requestId) ? requestId : traceparent.substring(TRACE_AT, SPAN_AT - 1), traceparent);
    }

    /** The caller's trace and its decision whether to sample, under a span of our own. */
    private static String child(String parent) {
        byte[] text = parent.getBytes(US_ASCII);
        hex(ThreadLocalRandom.current().nextLong() | 1, text, SPAN_AT);
        return new String(text, US_ASCII);
    }

    private static String root() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] text = new byte[LENGTH];
        text[0] = text[1] = text[FLAGS_AT] = text[FLAGS_AT + 1] = '0';
        text[TRACE_AT - 1] = text[SPAN_AT - 1] = text[FLAGS_AT - 1] = '-';
        hex(random.nextLong(), text, TRACE_AT);
        hex(random.nextLong() | 1, text, TRACE_AT + 16);
        hex(random.nextLong() | 1, text, SPAN_AT);
        return new String(text, US_ASCII);
    }

    private static void hex(long number, byte[] text, int at) {
        for (int i = 0; i < 16; i++) {
            text[at + i] = DIGITS[(int) (number >>> (60 - 4 * i)) & 0xF];
        }
    }

    private static boolean wellFormed(String text) {
        if (text.length() != LENGTH || !text.startsWith("00-")) {
            return false;
        }
        for (int i = 3; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == SPAN_AT - 1 || i == FLAGS_AT - 1;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptable(@Nullable String requestId) {
        if (requestId == null || requestId.isEmpty() || requestId.length() > LONGEST_REQUEST_ID) {
            return false;
        }
        return requestId.chars()
                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                        || c == '.' || c == '_' || c == '-');
    }
}
