package dev.whiteboard.shortener.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.shortener.page.Inspection;
import dev.whiteboard.shortener.page.Page;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Writes what the listener says: a redirect, or a problem. */
final class Answers {
    /** Every follow-up comes back here, so every click is seen and every change of the link matters at once. */
    private static final String NOT_STORED = "no-store";
    /** How long a browser may follow a permanent link by itself; shorter if the link ends before. */
    private static final long PERMANENT_SECONDS = 3_600;

    private static final AsciiString CSP = AsciiString.cached("Content-Security-Policy");
    private static final AsciiString ROBOTS = AsciiString.cached("X-Robots-Tag");

    private Answers() {}

    static Publisher<Void> redirect(HttpServerResponse response, Target.Live target, long nowMillis) {
        return response.status(target.type().status())
                .header(HttpHeaderNames.LOCATION, target.location())
                .header(HttpHeaderNames.CACHE_CONTROL, cacheControl(target, nowMillis))
                .header(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO)
                .send();
    }

    /** A redirect that no browser may repeat by itself, whatever its kind: the next visit must ask again. */
    static Publisher<Void> redirectOnce(HttpServerResponse response, Target.Live target) {
        return response.status(target.type().status())
                .header(HttpHeaderNames.LOCATION, target.location())
                .header(HttpHeaderNames.CACHE_CONTROL, NOT_STORED)
                .header(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO)
                .send();
    }

    private static CharSequence cacheControl(Target.Live target, long nowMillis) {
        if (!target.type().permanent()) {
            return NOT_STORED;
        }
        long left = (target.endsAtMillis() - nowMillis) / 1_000;
        return "private, max-age=" + Math.min(PERMANENT_SECONDS, left);
    }

    /** For browsers as a page, for programs that ask for it as JSON. */
    static Publisher<Void> inspection(HttpServerRequest request, HttpServerResponse response, Inspection link) {
        String accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT);
        boolean json = accept != null && accept.contains("application/json") && !accept.contains("text/html");
        response.header(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT);
        return json
                ? body(request, response, "application/json", Json.strict().writeValueAsBytes(link))
                : page(request, response, link.page());
    }

    static Publisher<Void> page(HttpServerRequest request, HttpServerResponse response, Page page) {
        response.header(CSP, Page.POLICY).header(ROBOTS, Page.NOT_INDEXED);
        return body(request, response, Page.TYPE, page.html().getBytes(UTF_8));
    }

    private static Publisher<Void> body(HttpServerRequest request, HttpServerResponse response, String type,
            byte[] body) {
        response.header(HttpHeaderNames.CONTENT_TYPE, type).header(HttpHeaderNames.CACHE_CONTROL, NOT_STORED)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        return request.method().equals(HttpMethod.HEAD) ? response.send() : response.sendByteArray(Mono.just(body));
    }

    static Publisher<Void> problem(HttpServerRequest request, HttpServerResponse response, Problem problem) {
        byte[] body = problem.toJson().getBytes(UTF_8);
        response.status(problem.status());
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.header(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            response.header(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        return body(request, response, Problem.MEDIA_TYPE, body);
    }
}
