package dev.whiteboard.gateway.cache;

import java.util.List;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.LeanVisit;
import dev.whiteboard.gateway.edge.Problems;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Passes one question and its answer through, for one client alone and no faster than he reads: what is not for sharing,
 * what is too large to keep, and what there is no memory for.
 */
final class Relay {
    private static final int SERVER_ERROR = 500;
    /** A part may be asked for, and confirmed, since nothing of this is kept. */
    private static final List<AsciiString> OWN_CONDITIONS = List.of(HttpHeaderNames.RANGE, HttpHeaderNames.IF_RANGE,
            HttpHeaderNames.IF_NONE_MATCH, HttpHeaderNames.IF_MODIFIED_SINCE);

    private final Origin origin;
    private final Replies replies;

    Relay(Origin origin, Replies replies) {
        this.origin = origin;
        this.replies = replies;
    }

    Mono<Void> pass(LeanVisit visit, Ask ask, Scheduler home, String reason) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        ask.tell(headers);
        for (AsciiString name : OWN_CONDITIONS) {
            String value = ask.header(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return origin.relay(visit.request().method(), ask.target(), headers,
                (answer, bytes) -> send(visit, ask, home, reason, answer, bytes));
    }

    boolean begun(LeanVisit visit) {
        return visit.response().hasSentHeaders();
    }

    private Mono<Void> send(LeanVisit visit, Ask ask, Scheduler home, String reason, HttpClientResponse answer,
            ByteBufFlux bytes) {
        int status = answer.status().code();
        if (status >= SERVER_ERROR) {
            return Mono.error((status == SERVER_ERROR
                    ? Problem.of(ErrorCode.INTERNAL_ERROR, "video-service failed.")
                    : Problems.unavailable("video-service is not available.")).asException());
        }
        HttpServerResponse response = visit.response().status(answer.status());
        HttpHeaders headers = response.responseHeaders();
        headers.set(OriginHeaders.passed(answer.responseHeaders()));
        String length = answer.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        replies.passed(visit, ask, headers, status, reason);
        NettyOutbound sent = visit.head() || length != null && length.equals("0")
                ? response.send(Mono.empty())
                : response.send(bytes.retain());
        return sent.then().subscribeOn(home);
    }
}
