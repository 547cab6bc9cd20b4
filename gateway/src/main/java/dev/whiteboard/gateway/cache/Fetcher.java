package dev.whiteboard.gateway.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.gateway.edge.Problems;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** Brings one object from the origin to the shelf, and tells those who wait as soon as its head is known. */
final class Fetcher implements EdgeCache.Fetching {
    private static final int NOT_MODIFIED = 304;
    private static final int SERVER_ERROR = 500;
    /** Of an answer whose length is not said beforehand; what the origin writes on the spot is small. */
    private static final int LARGEST_UNMEASURED = 4 << 20;

    private final Origin origin;
    private final Shelf shelf;
    private final Memory memory;
    private final long largest;
    private final long negativeSeconds;
    private final Duration timeout;

    Fetcher(Origin origin, Shelf shelf, Memory memory, EdgeCacheProperties properties) {
        this.origin = origin;
        this.shelf = shelf;
        this.memory = memory;
        this.largest = properties.largest().toBytes();
        this.negativeSeconds = properties.negativeAtMost().toSeconds();
        this.timeout = properties.fetchTimeout();
    }

    @Override
    public void begin(Flight flight, Ask ask, EdgeCache cache) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        ask.tell(headers);
        Entry stale = flight.stale();
        if (stale != null && stale.etag() != null) {
            headers.set(HttpHeaderNames.IF_NONE_MATCH, stale.etag());
        } else if (stale != null && stale.lastModified() != null) {
            headers.set(HttpHeaderNames.IF_MODIFIED_SINCE, stale.lastModified());
        }
        Arrival arrival = new Arrival(flight, ask);
        origin.fetch(flight.key().target(), headers, arrival::take)
                .timeout(timeout)
                .subscribe(nothing -> {}, error -> cache.done(flight, arrival.broken(error)),
                        () -> cache.done(flight, arrival.landing));
    }

    /** One answer as it comes in. */
    private final class Arrival {
        private final Flight flight;
        private final Ask ask;
        private volatile Landing landing = new Landing.Again();
        private volatile @Nullable Body filling;

        Arrival(Flight flight, Ask ask) {
            this.flight = flight;
            this.ask = ask;
        }

        Landing broken(Throwable error) {
            Body body = filling;
            if (body != null) {
                body.fail(error);
            }
            return new Landing.Failed(error instanceof ProblemException known
                    ? known.problem()
                    : Problems.unavailable("The video did not come in time."));
        }

        Mono<Void> take(HttpClientResponse answer, ByteBufFlux bytes) {
            int status = answer.status().code();
            HttpHeaders headers = answer.responseHeaders();
            if (status >= SERVER_ERROR) {
                return ends(new Landing.Failed(status == SERVER_ERROR
                        ? Problem.of(ErrorCode.INTERNAL_ERROR, "video-service failed.")
                        : Problems.unavailable("video-service is not available.")));
            }
            if (status == NOT_MODIFIED) {
                return confirmed(headers);
            }
            return switch (Verdict.judge(status, headers, negativeSeconds)) {
                case Verdict.Pass(String reason) -> unshared(reason);
                case Verdict.Keep(Terms terms, List<String> varying) when status != Verdict.OK -> complete(
                        entry(status, headers, new Body(Unpooled.EMPTY_BUFFER, 0), terms, varying));
                case Verdict.Keep(Terms terms, List<String> varying) -> fill(headers, bytes, terms, varying);
            };
        }

        private Mono<Void> ends(Landing how) {
            landing = how;
            return Mono.empty();
        }

        private Mono<Void> unshared(String reason) {
            shelf.pass(flight.key().target());
            Entry stale = flight.stale();
            if (stale != null) {
                shelf.drop(stale);
            }
            return ends(new Landing.Unshared(reason));
        }

        private Mono<Void> confirmed(HttpHeaders news) {
            Entry stale = flight.stale();
            if (stale == null || !sameValidator(stale, news)) {
                if (stale != null) {
                    shelf.drop(stale);
                }
                return ends(new Landing.Again());
            }
            HttpHeaders headers = OriginHeaders.updated(stale.headers(), news);
            news.getAll(HttpHeaderNames.AGE).forEach(age -> headers.set(HttpHeaderNames.AGE, age));
            if (!(Verdict.judge(Verdict.OK, headers, 0) instanceof Verdict.Keep(Terms terms, var varying))) {
                return unshared("no-store");
            }
            long born = born(headers);
            headers.remove(HttpHeaderNames.AGE);
            Entry fresh = new Entry(stale.key(), stale.varying(), stale.status(), headers, stale.body(), terms, born,
                    flight.started(), stale.names());
            store(fresh);
            return ends(new Landing.Ready(fresh, true));
        }

        private static boolean sameValidator(Entry stale, HttpHeaders news) {
            String etag = news.get(HttpHeaderNames.ETAG);
            String stored = stale.etag();
            return etag == null || stored != null && Validators.weaklyEqual(etag, stored);
        }

        private Mono<Void> fill(HttpHeaders headers, ByteBufFlux bytes, Terms terms, List<String> varying) {
            long length = length(headers);
            if (length < 0) {
                boolean framed = headers.containsValue(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED,
                        true);
                return framed ? collect(headers, bytes, terms, varying) : unshared("unframed");
            }
            if (length > largest) {
                return unshared("large");
            }
            ByteBuf room = length == 0 ? Unpooled.EMPTY_BUFFER : memory.take((int) length);
            if (room == null) {
                return ends(new Landing.Unshared("memory"));
            }
            Body body = new Body(room, (int) length);
            flight.hold(body);
            filling = body;
            Entry entry = entry(Verdict.OK, headers, body, terms, varying);
            Landing ready = new Landing.Ready(entry, false);
            landing = ready;
            shelf.vary(entry);
            flight.land(ready);
            return bytes.doOnNext(body::append).then(Mono.defer(() -> {
                if (!body.complete()) {
                    return Mono.error(new IOException("the answer is shorter than it said"));
                }
                store(entry);
                return Mono.empty();
            }));
        }

        private Mono<Void> collect(HttpHeaders headers, ByteBufFlux bytes, Terms terms, List<String> varying) {
            return bytes.asByteArray()
                    .reduceWith(ByteArrayOutputStream::new, (all, piece) -> {
                        if (all.size() + piece.length > LARGEST_UNMEASURED) {
                            throw Problems.unavailable("The answer is too large.").asException();
                        }
                        all.writeBytes(piece);
                        return all;
                    })
                    .flatMap(all -> {
                        ByteBuf room = all.size() == 0 ? Unpooled.EMPTY_BUFFER : memory.take(all.size());
                        if (room == null) {
                            return ends(new Landing.Unshared("memory"));
                        }
                        Body body = new Body(room, all.size());
                        flight.hold(body);
                        body.append(Unpooled.wrappedBuffer(all.toByteArray()));
                        return complete(entry(Verdict.OK, headers, body, terms, varying));
                    });
        }

        private Mono<Void> complete(Entry entry) {
            shelf.vary(entry);
            store(entry);
            return ends(new Landing.Ready(entry, false));
        }

        private void store(Entry entry) {
            if (entry.body().acquire()) {
                shelf.keep(entry);
            }
        }

        private Entry entry(int status, HttpHeaders headers, Body body, Terms terms, List<String> varying) {
            return new Entry(ask.key(varying), varying, status, OriginHeaders.passed(headers), body, terms,
                    born(headers), flight.started(), OriginHeaders.names(flight.key().target(), headers));
        }

        /** When the answer's age was zero, by what the caches before us say (RFC 9111 §4.2.3); clocks are not compared. */
        private long born(HttpHeaders headers) {
            String age = headers.get(HttpHeaderNames.AGE);
            return flight.started()
                    - (age == null || !age.matches("[0-9]{1,9}") ? 0 : TimeUnit.SECONDS.toNanos(Long.parseLong(age)));
        }
    }

    private static long length(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null || !length.matches("[0-9]{1,18}") ? -1 : Long.parseLong(length);
    }
}
