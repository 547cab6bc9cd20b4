package dev.whiteboard.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/** The id by which a client and the logs speak about one request: the client's own if it is sane, else the trace's. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    private static final int LONGEST = 128;

    private RequestId() {}

    public static String of(@Nullable String incoming, TraceParent trace) {
        return incoming != null && isSane(incoming) ? incoming : trace.traceId();
    }

    private static boolean isSane(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sane = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
                    || c == '.' || c == ':';
            if (!sane) {
                return false;
            }
        }
        return true;
    }
}
