package dev.whiteboard.common.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** What is to be sent, as often and to whichever replica it takes. */
final class Call {
    /** Headers that the JDK's client sets itself and lets nobody else set. */
    private static final Set<String> RESERVED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpMethod method;
    private final String pathAndQuery;
    private final HttpHeaders headers;
    private final byte[] body;

    Call(HttpMethod method, URI uri, HttpHeaders headers, byte[] body) {
        this.method = method;
        this.pathAndQuery = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        this.headers = headers;
        this.body = body;
    }

    boolean isRepeatable() {
        return RetryRule.isRepeatable(method, headers);
    }

    HttpRequest to(Replicas.Replica replica) {
        HttpRequest.Builder request = HttpRequest.newBuilder(replica.resolve(pathAndQuery)).method(method.name(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> {
            if (!RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }
}
