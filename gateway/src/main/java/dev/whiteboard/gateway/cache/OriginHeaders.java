package dev.whiteboard.gateway.cache;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** Which headers of the origin's answer go on to clients, and which to the shelf. */
final class OriginHeaders {
    static final String SURROGATE_KEY = "surrogate-key";

    /** Of the connection behind, of the edge's own saying, or for the edge alone. */
    private static final Set<String> NOT_PASSED = Set.of("connection", "keep-alive", "proxy-connection",
            "proxy-authenticate", "proxy-authentication-info", "transfer-encoding", "te", "trailer", "upgrade",
            "server",
            "x-powered-by", "x-request-id", "traceparent", "tracestate", "strict-transport-security", "ratelimit",
            "ratelimit-policy", "content-length", "age", "accept-ranges", SURROGATE_KEY, "cdn-cache-control");
    private static final String[] NOT_PASSED_PREFIXES = {"access-control-", "x-ratelimit-"};

    private OriginHeaders() {}

    static HttpHeaders passed(HttpHeaders answer) {
        Set<String> connection = new HashSet<>();
        answer.getAll(HttpHeaderNames.CONNECTION)
                .forEach(field -> Arrays.stream(field.split(","))
                        .forEach(name -> connection.add(name.strip().toLowerCase(Locale.ROOT))));
        HttpHeaders passed = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (Map.Entry<String, String> header : answer) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED.contains(name) && !connection.contains(name)
                    && Arrays.stream(NOT_PASSED_PREFIXES).noneMatch(name::startsWith)) {
                passed.add(header.getKey(), header.getValue());
            }
        }
        return passed;
    }

    /** The stored headers, brought up to date by a confirmation (RFC 9111 §3.2). */
    static HttpHeaders updated(HttpHeaders stored, HttpHeaders confirmation) {
        HttpHeaders updated = stored.copy();
        HttpHeaders news = passed(confirmation);
        news.remove(HttpHeaderNames.CONTENT_ENCODING).remove(HttpHeaderNames.CONTENT_TYPE)
                .remove(HttpHeaderNames.CONTENT_RANGE).remove(HttpHeaderNames.ETAG);
        news.names().forEach(name -> updated.set(name, news.getAll(name)));
        return updated;
    }

    /** The names by which an answer can be purged: its path, its video, and what the origin calls it. */
    static Set<String> names(String target, HttpHeaders answer) {
        Set<String> names = new HashSet<>();
        names.add(Ask.path(target));
        names.add(Ask.video(target));
        for (String field : answer.getAll(SURROGATE_KEY)) {
            for (String name : field.split("[ ,]+")) {
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return Set.copyOf(names);
    }
}
