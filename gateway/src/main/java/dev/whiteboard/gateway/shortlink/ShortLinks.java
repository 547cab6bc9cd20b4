package dev.whiteboard.gateway.shortlink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.stereotype.Component;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.gateway.edge.Hop;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.edge.TrustedProxies;
import dev.whiteboard.gateway.resilience.Upstream;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.gateway.route.HouseRoutes;
import dev.whiteboard.gateway.telemetry.RequestId;
import dev.whiteboard.gateway.telemetry.TraceParent;
import dev.whiteboard.gateway.telemetry.Traffic;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
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
    private static final Logger log = LoggerFactory.getLogger(ShortLinks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String ROUTE = "/{short_key}";
    private static final int GONE_AWAY = 499;

    /** What is known of one request. */
    private record Visit(
            HttpServerRequest request,
            HttpServerResponse response,
            TraceParent trace,
            String requestId,
            Hop hop,
            long startedNanos) {

        boolean head() {
            return request.method().equals(HttpMethod.HEAD);
        }
    }

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
        Visit visit = visit(request, response);
        Bulkhead bulkhead = upstream.bulkhead(false);
        if (!bulkhead.tryAcquirePermission()) {
            return refuse(visit, Problems.unavailable(upstream.name() + " is busy."));
        }
        return ask(visit).doFinally(signal -> bulkhead.onComplete())
                .flatMap(answer -> Mono.from(pass(visit, answer)))
                .onErrorResume(error -> Mono.from(refuse(visit, problem(visit, error))))
                .doOnCancel(() -> count(visit, GONE_AWAY));
    }

    private Visit visit(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders headers = request.requestHeaders();
        TraceParent trace = TraceParent.follow(headers.get(TraceParent.HEADER));
        String requestId = RequestId.of(headers.get(RequestId.HEADER), trace);
        Hop hop = proxies.hop(request.remoteAddress(), headers::get);
        return new Visit(request, response, trace, requestId, hop, System.nanoTime());
    }

    private Mono<Answer> ask(Visit visit) {
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

    private Publisher<Void> pass(Visit visit, Answer answer) {
        HttpServerResponse response = visit.response().status(answer.status());
        HttpHeaders headers = response.responseHeaders();
        LeanHeaders.forClient(answer.headers(), headers);
        LeanHeaders.stamp(headers, visit.hop(), visit.trace(), visit.requestId());
        count(visit, answer.status().code());
        if (!answer.body().isReadable()) {
            answer.body().release();
            return response.send();
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes());
        return response.sendObject(answer.body()).then();
    }

    private Publisher<Void> refuse(Visit visit, Problem problem) {
        byte[] body = problem.toJson(Problems.instance(visit.requestId())).getBytes(StandardCharsets.UTF_8);
        HttpServerResponse response = visit.response().status(problem.status());
        HttpHeaders headers = response.responseHeaders();
        headers.clear();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        LeanHeaders.stamp(headers, visit.hop(), visit.trace(), visit.requestId());
        count(visit, problem.status());
        return visit.head() ? response.send() : response.sendObject(Unpooled.wrappedBuffer(body)).then();
    }

    private static Problem problem(Visit visit, Throwable error) {
        if (error instanceof ProblemException known) {
            return known.problem();
        }
        log.error("request {} failed", visit.requestId(), error);
        return Problem.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }

    private void count(Visit visit, int status) {
        traffic.record(ROUTE, visit.request().method().name(), status, visit.startedNanos());
    }
}
