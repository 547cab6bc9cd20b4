package dev.whiteboard.shortener.redirect;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context and the request's id, without a tracing library: at this rate a span per redirect is not worth
 * its price, but a redirect must still be found in its caller's trace.
 *
 * @param requestId what the client or the gateway called the request, else the trace's id
 */
record Trace(String requestId, String traceparent) {
    static final String REQUEST_ID = "X-Request-Id";
    static final String TRACEPARENT = "traceparent";

    private static final HexFormat HEX = HexFormat.of();
    private static final int LENGTH = 55;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int LONGEST_REQUEST_ID = 64;

    static Trace of(HttpHeaders headers) {
        String parent = headers.get(TRACEPARENT);
        String span = HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
        String traceparent = parent != null && wellFormed(parent)
                ? parent.substring(0, SPAN_AT) + span + parent.substring(FLAGS_AT - 1)
                : fresh(span);
        String requestId = headers.get(REQUEST_ID);
        return new Trace(acceptable(requestId) ? requestId : traceparent.substring(3, 35), traceparent);
    }

    private static String fresh(String span) {
        var random = ThreadLocalRandom.current();
        return "00-" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1) + "-" + span + "-00";
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
