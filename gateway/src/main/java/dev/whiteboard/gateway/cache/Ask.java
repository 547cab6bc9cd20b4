package dev.whiteboard.gateway.cache;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What a client asks for, reduced to what the origin may hear of it. Whatever reaches the origin is part of the key, so
 * no answer can depend on something that two clients with the same key do not share.
 */
final class Ask {
    static final String PREFIX = "/media/videos/";
    /** The request headers that an answer may vary on. */
    static final List<String> KEYED = List.of("accept", "accept-encoding", "accept-language");

    private static final CharSequence API_KEY = "X-Api-Key";
    private static final int LONGEST_VALUE = 256;

    private final String target;
    private final HttpHeaders headers;
    private final String requestId;
    private final String traceParent;

    Ask(String target, HttpHeaders headers, String requestId, String traceParent) {
        this.target = target;
        this.headers = headers;
        this.requestId = requestId;
        this.traceParent = traceParent;
    }

    /** Credentials, bodies and upgrades go the long way, where they are understood. */
    static boolean qualifies(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (!request.uri().startsWith(PREFIX) || !HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
            return false;
        }
        HttpHeaders headers = request.requestHeaders();
        return !headers.contains(HttpHeaderNames.AUTHORIZATION) && !headers.contains(API_KEY)
                && !headers.contains(HttpHeaderNames.UPGRADE) && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /**
     * Whether the path is written the one way in which the origin writes it: without percent encodings, which would name
     * one object by many keys, and with a video and something of it.
     */
    boolean plain() {
        int end = path(target).length();
        int slash = target.indexOf('/', PREFIX.length());
        if (slash <= PREFIX.length() || slash >= end - 1 || target.charAt(end - 1) == '/') {
            return false;
        }
        for (int i = PREFIX.length(); i < end; i++) {
            char c = target.charAt(i);
            boolean unreserved = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
                    || c == '.' || c == '_' || c == '/';
            if (!unreserved) {
                return false;
            }
        }
        return true;
    }

    String target() {
        return target;
    }

    @Nullable
    String header(CharSequence name) {
        return headers.get(name);
    }

    /** The value of a header that keys are made of: encodings come down to two, since that is all that origins do. */
    String keyed(String name) {
        String value = headers.get(name);
        if (name.equals("accept-encoding")) {
            return value != null && acceptsGzip(value) ? "gzip" : "identity";
        }
        return value == null || value.length() > LONGEST_VALUE ? "" : value.strip();
    }

    Key key(List<String> varying) {
        if (varying.isEmpty()) {
            return new Key(target, "");
        }
        StringBuilder variant = new StringBuilder();
        for (String name : varying) {
            variant.append(name).append(':').append(keyed(name)).append('\n');
        }
        return new Key(target, variant.toString());
    }

    /** What the origin hears. The ids are for its log; they come back in no answer. */
    void tell(HttpHeaders to) {
        for (String name : KEYED) {
            String value = keyed(name);
            if (!value.isEmpty()) {
                to.set(name, value);
            }
        }
        to.set(RequestId.HEADER, requestId);
        to.set(TraceParent.HEADER, traceParent);
    }

    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    static String video(String target) {
        return target.substring(PREFIX.length(), target.indexOf('/', PREFIX.length()));
    }

    private static boolean acceptsGzip(String value) {
        for (String item : value.toLowerCase(Locale.ROOT).split(",")) {
            String coding = item.replace(" ", "").replace("\t", "");
            if (coding.equals("gzip") || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
