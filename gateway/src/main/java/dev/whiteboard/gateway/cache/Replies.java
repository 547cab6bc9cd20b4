package dev.whiteboard.gateway.cache;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

import org.reactivestreams.Publisher;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.LeanVisit;
import dev.whiteboard.gateway.telemetry.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import reactor.netty.http.server.HttpServerResponse;

/** Writes what a client gets out of a stored answer: all of it, a part, or the news that there is none. */
final class Replies {
    private static final AsciiString CACHE_STATUS = AsciiString.cached("Cache-Status");
    private static final AsciiString BYTES = AsciiString.cached("bytes");
    private static final AsciiString EXPOSED = AsciiString
            .cached("Content-Length, Content-Range, ETag, Age, Cache-Status, X-Request-Id, traceparent");
    private static final String ROUTE = "/media/videos/**";
    private static final int GONE_AWAY = 499;

    private final LongSupplier nanos;
    private final Traffic traffic;
    private final Map<How, Counter> counters = new EnumMap<>(How.class);

    Replies(LongSupplier nanos, Traffic traffic, MeterRegistry meters) {
        this.nanos = nanos;
        this.traffic = traffic;
        for (How how : How.values()) {
            counters.put(how, Counter.builder("edge.cache.requests")
                    .tag("result", how.name().toLowerCase(Locale.ROOT))
                    .register(meters));
        }
    }

    /** Sends a stored answer, whose body the caller holds. */
    Publisher<Void> send(LeanVisit visit, Ask ask, EventLoop loop, Entry entry, How how) {
        count(how);
        if (entry.status() != Verdict.OK) {
            entry.body().release();
            return missing(visit, entry, how);
        }
        HttpServerResponse response = visit.response();
        HttpHeaders headers = response.responseHeaders();
        long now = nanos.getAsLong();
        headers.set(entry.headers());
        headers.set(HttpHeaderNames.AGE, entry.ageSeconds(now));
        headers.add(CACHE_STATUS, how.words(entry, now));
        finish(visit, ask, headers);
        if (Validators.notModified(ask.header(HttpHeaderNames.IF_NONE_MATCH),
                ask.header(HttpHeaderNames.IF_MODIFIED_SINCE), entry.etag(), entry.lastModified())) {
            headers.remove(HttpHeaderNames.CONTENT_TYPE).remove(HttpHeaderNames.CONTENT_ENCODING);
            return bodiless(visit, entry, 304);
        }
        headers.set(HttpHeaderNames.ACCEPT_RANGES, BYTES);
        return switch (range(visit, ask, entry)) {
            case ByteRange.Whole() -> part(visit, loop, entry, 0, entry.body().length(), 200);
            case ByteRange.Part(int from, int to) -> {
                headers.set(HttpHeaderNames.CONTENT_RANGE,
                        "bytes " + from + "-" + (to - 1) + "/" + entry.body().length());
                yield part(visit, loop, entry, from, to, 206);
            }
            case ByteRange.Unsatisfiable() -> {
                headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + entry.body().length());
                headers.remove(HttpHeaderNames.CONTENT_TYPE).set(HttpHeaderNames.CONTENT_LENGTH, 0);
                yield bodiless(visit, entry, 416);
            }
        };
    }

    private static ByteRange range(LeanVisit visit, Ask ask, Entry entry) {
        boolean same = Validators.sameForRange(ask.header(HttpHeaderNames.IF_RANGE), entry.etag(),
                entry.lastModified());
        return visit.head() || !same
                ? new ByteRange.Whole()
                : ByteRange.of(ask.header(HttpHeaderNames.RANGE), entry.body().length());
    }

    private Publisher<Void> part(LeanVisit visit, EventLoop loop, Entry entry, int from, int to, int status) {
        HttpServerResponse response = visit.response().status(status);
        response.responseHeaders().set(HttpHeaderNames.CONTENT_LENGTH, to - from);
        if (visit.head() || from == to) {
            return bodiless(visit, entry, status);
        }
        record(visit, status);
        Body body = entry.body();
        return body.complete()
                ? response.sendObject(body.part(from, to)).then()
                : response.send(body.follow(from, to, loop)).then().doFinally(signal -> body.release());
    }

    private Publisher<Void> bodiless(LeanVisit visit, Entry entry, int status) {
        entry.body().release();
        record(visit, status);
        return visit.response().status(status).send();
    }

    /** That there is nothing is kept without the origin's words, in which another request is named. */
    private Publisher<Void> missing(LeanVisit visit, Entry entry, How how) {
        visit.response().addHeader(CACHE_STATUS, how.words(entry, nanos.getAsLong()));
        return refuse(visit, entry.status() == Verdict.GONE
                ? Problem.of(ErrorCode.GONE, "It is not here any more.")
                : Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path."));
    }

    Publisher<Void> refuse(LeanVisit visit, Problem problem) {
        record(visit, problem.status());
        return visit.refuse(problem);
    }

    /** What every answer with a body ends with, wherever the body comes from. */
    void finish(LeanVisit visit, Ask ask, HttpHeaders headers) {
        if (ask.header(HttpHeaderNames.ORIGIN) != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        visit.stamp(headers);
    }

    void passed(LeanVisit visit, Ask ask, HttpHeaders headers, int status, String reason) {
        count(How.PASSED);
        headers.add(CACHE_STATUS, How.PASSED.words() + "; fwd-status=" + status + "; detail=" + reason);
        finish(visit, ask, headers);
        record(visit, status);
    }

    void gone(LeanVisit visit) {
        record(visit, GONE_AWAY);
    }

    private void count(How how) {
        Counter counter = counters.get(how);
        if (counter != null) {
            counter.increment();
        }
    }

    private void record(LeanVisit visit, int status) {
        traffic.record(ROUTE, visit.request().method().name(), status, visit.startedNanos());
    }
}
