package dev.whiteboard.gateway.cache;

import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.EdgeProperties;
import dev.whiteboard.gateway.edge.LeanVisit;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.edge.TrustedProxies;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * Serves public media below WebFlux, like short links: what is on the shelf is written from memory on the connection's
 * own event loop, without anything that a request with a decision to make needs.
 */
@Component
@Order(1)
class MediaEdge implements NettyRouteProvider {
    private final EdgeCache cache;
    private final Replies replies;
    private final Relay relay;
    private final TrustedProxies proxies;
    private final boolean anyOrigin;

    MediaEdge(EdgeCache cache, Replies replies, Relay relay, TrustedProxies proxies, EdgeProperties properties) {
        this.cache = cache;
        this.replies = replies;
        this.relay = relay;
        this.proxies = proxies;
        this.anyOrigin = properties.corsOrigins().contains("*");
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(this::qualifies, this::serve);
    }

    /** Where pages need permission by name, the long way knows who has it. */
    private boolean qualifies(HttpServerRequest request) {
        return Ask.qualifies(request)
                && (anyOrigin || !request.requestHeaders().contains(HttpHeaderNames.ORIGIN));
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        LeanVisit visit = LeanVisit.begin(request, response, proxies);
        Ask ask = new Ask(request.uri(), request.requestHeaders(), visit.requestId(), visit.trace().value());
        if (!ask.plain()) {
            return replies.refuse(visit, Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path."));
        }
        EventLoop[] loop = new EventLoop[1];
        request.withConnection(connection -> loop[0] = connection.channel().eventLoop());
        return answer(visit, ask, loop[0], cache.find(ask));
    }

    private Publisher<Void> answer(LeanVisit visit, Ask ask, EventLoop loop, Found found) {
        return switch (found) {
            case Found.Served(Entry entry, How how) -> replies.send(visit, ask, loop, entry, how);
            case Found.Refused(Problem problem) -> replies.refuse(visit, problem);
            case Found.Passed(String reason) -> {
                Scheduler home = Schedulers.fromExecutor(loop);
                yield relay.pass(visit, ask, home, reason)
                        .publishOn(home)
                        .onErrorResume(error -> !relay.begun(visit), error -> Mono.from(
                                replies.refuse(visit, Problems.from(error, visit.requestId()))))
                        .doOnCancel(() -> replies.gone(visit));
            }
            case Found.Waiting(Mono<Found> arrival) -> arrival.publishOn(Schedulers.fromExecutor(loop))
                    .flatMap(landed -> Mono.from(answer(visit, ask, loop, landed)))
                    .doOnDiscard(Found.Served.class, unsent -> unsent.entry().body().release())
                    .doOnCancel(() -> replies.gone(visit));
        };
    }
}
