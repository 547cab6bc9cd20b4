package dev.whiteboard.gateway.shortlink;

import dev.whiteboard.gateway.route.ShortLinkPath;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Which requests take the lean path: somebody follows a short link, and nothing about the request needs a decision.
 * Credentials, other origins, bodies and upgrades go the long way, where they are understood.
 */
final class LeanRequest {
    private static final CharSequence API_KEY = "X-Api-Key";

    private LeanRequest() {}

    static boolean qualifies(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
            return false;
        }
        if (!ShortLinkPath.matches(request.uri())) {
            return false;
        }
        HttpHeaders headers = request.requestHeaders();
        return !headers.contains(HttpHeaderNames.AUTHORIZATION) && !headers.contains(API_KEY)
                && !headers.contains(HttpHeaderNames.ORIGIN) && !headers.contains(HttpHeaderNames.UPGRADE)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }
}
