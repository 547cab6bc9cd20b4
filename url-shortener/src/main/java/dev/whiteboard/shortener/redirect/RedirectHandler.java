package dev.whiteboard.shortener.redirect;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.shortener.clock.DatabaseTime;
import dev.whiteboard.shortener.page.Inspection;
import dev.whiteboard.shortener.page.PasswordPage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers {@code GET} and {@code HEAD} of a short link: at once on the event loop if this node knows the target, else when it has been loaded. */
final class RedirectHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
    private static final Problem NO_SUCH_LINK = Problem.of(ErrorCode.NOT_FOUND, "there is no such short link");
    private static final Problem LINK_GONE = Problem.of(ErrorCode.GONE, "this short link leads nowhere any more");
    private static final Problem PASSWORD_REQUIRED = Problem.of(ErrorCode.UNAUTHENTICATED,
            "this short link is protected: POST {\"password\":\"...\"} to /api/v1/links/{short_key}/unlock");
    private static final Problem NOT_ALLOWED = Problem.of(ErrorCode.METHOD_NOT_ALLOWED,
            "a short link is only followed");
    private static final Problem UNAVAILABLE = Problem
            .of(ErrorCode.SERVICE_UNAVAILABLE, "this short link cannot be looked up right now")
            .retryAfter(Duration.ofSeconds(1));

    private final Targets targets;
    private final Turnstile turnstile;
    private final Inspections inspections;
    private final Executor loading;
    private final DatabaseTime time;
    private final Visits visits;

    RedirectHandler(Targets targets, Turnstile turnstile, Inspections inspections, Executor loading, DatabaseTime time,
            Visits visits) {
        this.targets = targets;
        this.turnstile = turnstile;
        this.inspections = inspections;
        this.loading = loading;
        this.time = time;
        this.visits = visits;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        Trace trace = Trace.of(request.requestHeaders());
        response.header(Trace.REQUEST_ID, trace.requestId()).header(Trace.TRACEPARENT, trace.traceparent());
        String key = ShortPath.key(request.uri());
        if (key == null) {
            return somethingElse(request, response);
        }
        if (!follows(request)) {
            return Answers.problem(request, response, NOT_ALLOWED);
        }
        CompletableFuture<@Nullable Target> target = targets.find(key);
        if (target.state() == Future.State.SUCCESS) {
            return answer(request, response, key, target.resultNow(), trace);
        }
        return later(request, response, key, target, trace);
    }

    private static boolean follows(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /** With a plus sign behind its key a link is looked at, not followed. */
    private Publisher<Void> somethingElse(HttpServerRequest request, HttpServerResponse response) {
        String inspected = ShortPath.inspected(request.uri());
        if (inspected == null) {
            return Answers.problem(request, response, NO_SUCH_LINK);
        }
        return follows(request)
                ? inspect(request, response, inspected)
                : Answers.problem(request, response, NOT_ALLOWED);
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
            case Target.Live live when request.method().equals(HttpMethod.GET) ->
                counted(request, response, key, now, trace, () -> Answers.redirect(response, live, now));
            case Target.Live live -> Answers.redirect(response, live, now);
            case Target.Guarded guarded when guarded.live().ended(now) ->
                Answers.problem(request, response, LINK_GONE);
            case Target.Guarded guarded when guarded.secret() -> askForPassword(request, response, key);
            case Target.Guarded guarded when request.method().equals(HttpMethod.GET) -> pass(request, response, key,
                    trace);
            case Target.Guarded guarded -> Answers.redirectOnce(response, guarded.live());
        };
    }

    private Publisher<Void> pass(HttpServerRequest request, HttpServerResponse response, String key, Trace trace) {
        return Mono.fromFuture(() -> turnstile.pass(key, null)).publishOn(eventLoop(request))
                .flatMap(passage -> Mono.from(switch (passage) {
                    case Passage.Through(Target.Live live) -> counted(request, response, key, time.millis(), trace,
                            () -> Answers.redirectOnce(response, live));
                    case Passage.Turned(Target.Guarded _) -> Answers.problem(request, response, UNAVAILABLE);
                    case Passage.Turned(Target now) -> answer(request, response, key, now, trace);
                    case Passage.Unknown _ -> Answers.problem(request, response, UNAVAILABLE);
                }));
    }

    /** The redirect as soon as its click is taken note of, which is at once unless clicks are exact. */
    private Publisher<Void> counted(HttpServerRequest request, HttpServerResponse response, String key, long now,
            Trace trace, Supplier<Publisher<Void>> redirect) {
        CompletableFuture<Boolean> counted = visits.record(key, now, request.remoteAddress(),
                request.requestHeaders(), trace.traceparent());
        if (counted.state() == Future.State.SUCCESS && counted.resultNow()) {
            return redirect.get();
        }
        return Mono.fromFuture(counted).publishOn(eventLoop(request)).flatMap(
                sure -> Mono.from(sure ? redirect.get() : Answers.problem(request, response, UNAVAILABLE)));
    }

    /** A browser is shown where to write the password, everybody else is told where to send it. */
    private static Publisher<Void> askForPassword(HttpServerRequest request, HttpServerResponse response, String key) {
        String accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT);
        return accept != null && accept.contains("text/html")
                ? Answers.page(request, response, PasswordPage.of(key, null))
                : Answers.problem(request, response, PASSWORD_REQUIRED);
    }

    private Publisher<Void> inspect(HttpServerRequest request, HttpServerResponse response, String key) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> inspections.find(key), loading))
                .publishOn(eventLoop(request)).flatMap(inspected -> Mono.from(switch (inspected) {
                    case Inspected.There(Inspection link) -> Answers.inspection(request, response, link);
                    case Inspected.Deleted _ -> Answers.problem(request, response, LINK_GONE);
                    case Inspected.Missing _ -> Answers.problem(request, response, NO_SUCH_LINK);
                    case Inspected.Unknown _ -> Answers.problem(request, response, UNAVAILABLE);
                }));
    }
}
