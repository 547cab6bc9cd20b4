package dev.whiteboard.gateway.cache;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;

import org.springframework.stereotype.Component;

import dev.whiteboard.gateway.edge.EdgeProperties;
import dev.whiteboard.gateway.edge.Problems;
import dev.whiteboard.gateway.resilience.Failure;
import dev.whiteboard.gateway.resilience.Replica;
import dev.whiteboard.gateway.resilience.Upstream;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.gateway.route.HouseRoutes;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Where videos come from: the replicas of video-service, under the breakers, the bulkhead and the retry budget that all
 * its callers share. It hears of a client only what {@link Ask} tells.
 */
@Component
class Origin {
    private static final int ATTEMPTS = 2;
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int CONNECT_MILLIS = 500;

    private final Upstream upstream;
    private final HttpClient client;
    private final HttpClient patient;
    private final String host;
    private final String scheme;

    Origin(Upstreams upstreams, EdgeProperties edge, EdgeCacheProperties properties) {
        this.upstream = upstreams.get(HouseRoutes.VIDEO);
        URI home = URI.create(edge.publicUrl());
        this.host = home.getAuthority();
        this.scheme = home.getScheme();
        this.client = HttpClient.create(ConnectionProvider.builder("edge-origin").maxIdleTime(IDLE).build())
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(properties.headTimeout());
        this.patient = client
                .doOnResponse((answer, connection) -> connection.removeHandler(NettyPipeline.ResponseTimeoutHandler));
    }

    /**
     * Fetches one object, asking at most twice. What the reader returns is part of the call: the connection is given back
     * when it ends.
     */
    Mono<Void> fetch(String target, HttpHeaders headers,
            BiFunction<HttpClientResponse, ByteBufFlux, Mono<Void>> reader) {
        return call(upstream.bulkhead(false), client, HttpMethod.GET, target, headers, reader);
    }

    /**
     * The same for a reader who takes what comes as slowly as a viewer wants it. So it has one of the places for streams, of
     * which there are many, and time is up only before the answer begins.
     */
    Mono<Void> relay(HttpMethod method, String target, HttpHeaders headers,
            BiFunction<HttpClientResponse, ByteBufFlux, Mono<Void>> reader) {
        return call(upstream.bulkhead(true), patient, method, target, headers, reader);
    }

    private Mono<Void> call(Bulkhead places, HttpClient client, HttpMethod method, String target, HttpHeaders headers,
            BiFunction<HttpClientResponse, ByteBufFlux, Mono<Void>> reader) {
        return Mono.defer(() -> {
            if (!places.tryAcquirePermission()) {
                return Mono.error(Problems.unavailable(upstream.name() + " is busy.").asException());
            }
            upstream.budget().deposit();
            headers.set("X-Forwarded-Host", host).set("X-Forwarded-Proto", scheme);
            return new Call(client, method, target, headers, reader).attempt(1)
                    .doFinally(signal -> places.onComplete());
        });
    }

    private final class Call {
        private final HttpClient client;
        private final HttpMethod method;
        private final String target;
        private final HttpHeaders headers;
        private final BiFunction<HttpClientResponse, ByteBufFlux, Mono<Void>> reader;
        private final Set<Replica> tried = new HashSet<>();

        Call(HttpClient client, HttpMethod method, String target, HttpHeaders headers,
                BiFunction<HttpClientResponse, ByteBufFlux, Mono<Void>> reader) {
            this.client = client;
            this.method = method;
            this.target = target;
            this.headers = headers;
            this.reader = reader;
        }

        Mono<Void> attempt(int number) {
            Replica replica = upstream.begin(tried);
            if (replica == null) {
                return Mono.error(Problems.unavailable(upstream.name() + " is not available.").asException());
            }
            long started = System.nanoTime();
            boolean[] judged = {false};
            boolean[] again = {false};
            return client.headers(all -> all.add(headers))
                    .request(method)
                    .uri(replica.address() + target)
                    .response((answer, body) -> {
                        judged[0] = true;
                        again[0] = judge(replica, started, answer.status().code(), number);
                        return again[0] ? Mono.<Void>empty() : reader.apply(answer, body);
                    })
                    .then(Mono.defer(() -> again[0] ? again(replica, number) : Mono.<Void>empty()))
                    .onErrorResume(error -> !judged[0], error -> {
                        judged[0] = true;
                        return failed(replica, started, number, error);
                    })
                    .doOnCancel(() -> {
                        if (!judged[0]) {
                            judged[0] = true;
                            replica.abandoned();
                        }
                    });
        }

        private boolean judge(Replica replica, long started, int status, int number) {
            boolean away = status == 502 || status == 504;
            if (away) {
                replica.failed(started, new IOException("status " + status));
            } else {
                replica.succeeded(started);
            }
            return (away || status == 503) && number < ATTEMPTS && upstream.budget().withdraw();
        }

        private Mono<Void> failed(Replica replica, long started, int number, Throwable error) {
            replica.failed(started, error);
            Failure failure = Failure.of(error);
            boolean free = failure == Failure.NOT_SENT && upstream.replicas().size() > 1;
            boolean may = (failure == Failure.NOT_SENT || failure == Failure.BROKEN) && number < ATTEMPTS;
            if (may && (free || upstream.budget().withdraw())) {
                return again(replica, number);
            }
            return Mono.error(failure.blamesReplica()
                    ? Problems.unavailable(upstream.name() + " did not answer.").asException()
                    : error);
        }

        private Mono<Void> again(Replica replica, int number) {
            tried.add(replica);
            return attempt(number + 1);
        }
    }
}
