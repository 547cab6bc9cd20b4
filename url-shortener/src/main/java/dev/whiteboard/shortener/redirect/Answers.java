package dev.whiteboard.shortener.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
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

    private Answers() {}

    static Publisher<Void> redirect(HttpServerResponse response, Target.Live target, long nowMillis) {
        return response.status(target.type().status())
                .header(HttpHeaderNames.LOCATION, target.location())
                .header(HttpHeaderNames.CACHE_CONTROL, cacheControl(target, nowMillis))
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

    static Publisher<Void> problem(HttpServerRequest request, HttpServerResponse response, Problem problem) {
        byte[] body = problem.toJson().getBytes(UTF_8);
        response.status(problem.status())
                .header(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HttpHeaderNames.CACHE_CONTROL, NOT_STORED)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.header(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            response.header(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        return request.method().equals(HttpMethod.HEAD) ? response.send() : response.sendByteArray(Mono.just(body));
    }
}
