package dev.whiteboard.shortener.redirect;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.shortener.click.Click;
import dev.whiteboard.shortener.click.ClickIds;
import dev.whiteboard.shortener.click.ClickRecorder;
import dev.whiteboard.shortener.clock.DatabaseTime;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers {@code GET} and {@code HEAD} of a short link: at once on the event loop if this node knows the target, else when it has been loaded. */
final class RedirectHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    private static final Problem NO_SUCH_LINK = Problem.of(ErrorCode.NOT_FOUND, "there is no such short link");
    private static final Problem LINK_GONE = Problem.of(ErrorCode.GONE, "this short link leads nowhere any more");
    private static final Problem NOT_ALLOWED = Problem.of(ErrorCode.METHOD_NOT_ALLOWED,
            "a short link is only followed");
    private static final Problem UNAVAILABLE = Problem
            .of(ErrorCode.SERVICE_UNAVAILABLE, "this short link cannot be looked up right now")
            .retryAfter(Duration.ofSeconds(1));

    private final Targets targets;
    private final DatabaseTime time;
    private final ClickRecorder clicks;
    private final ClickIds ids;
    private final ForwardedHeaders forwarded;

    RedirectHandler(Targets targets, DatabaseTime time, ClickRecorder clicks, ClickIds ids,
            ForwardedHeaders forwarded) {
        this.targets = targets;
        this.time = time;
        this.clicks = clicks;
        this.ids = ids;
        this.forwarded = forwarded;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        Trace trace = Trace.of(request.requestHeaders());
        response.header(Trace.REQUEST_ID, trace.requestId()).header(Trace.TRACEPARENT, trace.traceparent());
        String key = ShortPath.key(request.uri());
        if (key == null) {
            return Answers.problem(request, response, NO_SUCH_LINK);
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return Answers.problem(request, response, NOT_ALLOWED);
        }
        CompletableFuture<@Nullable Target> target = targets.find(key);
        if (target.state() == Future.State.SUCCESS) {
            return answer(request, response, key, target.resultNow(), trace);
        }
        return later(request, response, key, target, trace);
    }

    /** Back on the connection's event loop before anything is written: a response that is ended from elsewhere races with the next request. */
    private Publisher<Void> later(HttpServerRequest request, HttpServerResponse response, String key,
            CompletableFuture<@Nullable Target> target, Trace trace) {
        return Mono.<Optional<Target>>create(sink -> {
            var _ = target.whenComplete((found, failure) -> sink.success(Optional.ofNullable(found)));
        }).publishOn(eventLoop(request))
                .flatMap(found -> Mono.from(answer(request, response, key, found.orElse(null), trace)));
    }

    private static Scheduler eventLoop(HttpServerRequest request) {
        Scheduler[] loop = {Schedulers.immediate()};
        request.withConnection(connection -> loop[0] = Schedulers.fromExecutor(connection.channel().eventLoop()));
        return loop[0];
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, String key,
            @Nullable Target target, Trace trace) {
        long now = time.millis();
        return switch (target) {
            case null -> Answers.problem(request, response, UNAVAILABLE);
            case Target.Missing _ -> Answers.problem(request, response, NO_SUCH_LINK);
            case Target.Gone _ -> Answers.problem(request, response, LINK_GONE);
            case Target.Live live when live.ended(now) -> Answers.problem(request, response, LINK_GONE);
            case Target.Live live -> {
                if (request.method().equals(HttpMethod.GET)) {
                    clicks.record(click(request, key, now, trace));
                }
                yield Answers.redirect(response, live, now);
            }
        };
    }

    private Click click(HttpServerRequest request, String key, long now, Trace trace) {
        HttpHeaders headers = request.requestHeaders();
        boolean trusted = forwarded.trustedFrom(request.remoteAddress());
        return new Click(ids.next(now), key, ForwardedHeaders.peer(request.remoteAddress()),
                trusted ? headers.get(FORWARDED_FOR) : null, headers.get(HttpHeaderNames.USER_AGENT),
                headers.get(HttpHeaderNames.REFERER),
                trusted ? country(headers) : null, trace.traceparent());
    }

    private @Nullable String country(HttpHeaders headers) {
        return headers.get(forwarded.countryHeader());
    }
}
