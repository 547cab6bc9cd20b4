package dev.whiteboard.gateway.shortlink;

import java.time.Duration;

import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.stereotype.Component;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.LeanVisit;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.edge.TrustedProxies;
import dev.whiteboard.gateway.resilience.Upstream;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.gateway.telemetry.Traffic;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * The lean path: follows short links through the gateway without WebFlux. A redirect needs none of what makes the usual
 * path dear (an exchange object, filter chains, header maps copied thrice, a reactive client with its pool), and short
 * links are what the platform is asked for most. What every request of the house is owed it still gets: ids and trace
 * context, counters and histograms, security headers, breakers, a bulkhead, one retry, problems.
 */
@Component
class ShortLinks implements NettyRouteProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String ROUTE = "/{short_key}";
    private static final int GONE_AWAY = 499;

    private final Upstream upstream;
    private final TrustedProxies proxies;
    private final Traffic traffic;
    private final LinePools pools = new LinePools(DefaultAddressResolverGroup.INSTANCE);

    ShortLinks(Upstreams upstreams, TrustedProxies proxies, Traffic traffic) {
        this.upstream = upstreams.get(HouseRoutes.SHORT_LINKS);
        this.proxies = proxies;
        this.traffic = traffic;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(LeanRequest::qualifies, this::follow);
    }

    private Publisher<Void> follow(HttpServerRequest request, HttpServerResponse response) {
        LeanVisit visit = LeanVisit.begin(request, response, proxies);
        Bulkhead bulkhead = upstream.bulkhead(false);
        if (!bulkhead.tryAcquirePermission()) {
            return refuse(visit, Problems.unavailable(upstream.name() + " is busy."));
        }
        return ask(visit).doFinally(signal -> bulkhead.onComplete())
                .flatMap(answer -> Mono.from(pass(visit, answer)))
                .onErrorResume(error -> Mono.from(refuse(visit, Problems.from(error, visit.requestId()))))
                .doOnCancel(() -> count(visit, GONE_AWAY));
    }

    private Mono<Answer> ask(LeanVisit visit) {
        HttpServerRequest request = visit.request();
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        headers.set(HttpHeaderNames.HOST, visit.hop().host());
        LeanHeaders.forReplica(request.requestHeaders(), headers, visit.hop(), visit.trace(), visit.requestId());
        Channel[] channel = new Channel[1];
        request.withConnection(connection -> channel[0] = connection.channel());
        long deadline = visit.startedNanos() + TIMEOUT.toNanos();
        return Mono.create(sink -> new LeanCall(upstream, pools, channel[0], request.method(), request.uri(), headers,
                deadline, sink).start());
    }

    private Publisher<Void> pass(LeanVisit visit, Answer answer) {
        HttpServerResponse response = visit.response().status(answer.status());
        HttpHeaders headers = response.responseHeaders();
        LeanHeaders.forClient(answer.headers(), headers);
        visit.stamp(headers);
        count(visit, answer.status().code());
        if (!answer.body().isReadable()) {
            answer.body().release();
            return response.send();
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes());
        return response.sendObject(answer.body()).then();
    }

    private Publisher<Void> refuse(LeanVisit visit, Problem problem) {
        count(visit, problem.status());
        return visit.refuse(problem);
    }

    private void count(LeanVisit visit, int status) {
        traffic.record(ROUTE, visit.request().method().name(), status, visit.startedNanos());
    }
}
