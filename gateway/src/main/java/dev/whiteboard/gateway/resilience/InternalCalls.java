package dev.whiteboard.gateway.resilience;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import dev.whiteboard.gateway.edge.Problems;
import reactor.core.publisher.Mono;

/**
 * Calls that the gateway makes on its own behalf (key exchange, API descriptions), under the same breakers as the calls
 * it passes on, and with the same fail-over.
 */
@Component
public class InternalCalls {
    private final Upstreams upstreams;

    InternalCalls(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** Makes one idempotent call, on another replica again if the first does not answer within the timeout. */
    public <T> Mono<T> call(String upstream, Duration timeout, Function<URI, Mono<T>> call) {
        return Mono.defer(() -> attempt(upstreams.get(upstream), timeout, call, new HashSet<>()));
    }

    private static <T> Mono<T> attempt(Upstream upstream, Duration timeout, Function<URI, Mono<T>> call,
            Set<Replica> tried) {
        Replica replica = upstream.begin(tried);
        if (replica == null) {
            return Mono.error(Problems.unavailable(upstream.name() + " is not available.").asException());
        }
        long started = System.nanoTime();
        return call.apply(replica.address())
                .timeout(timeout)
                .doOnSuccess(answer -> replica.succeeded(started))
                .doOnError(error -> replica.failed(started, error))
                .doOnCancel(replica::abandoned)
                .onErrorResume(error -> {
                    tried.add(replica);
                    if (!Failure.of(error).blamesReplica()) {
                        return Mono.error(error);
                    }
                    return tried.size() < upstream.replicas().size()
                            ? attempt(upstream, timeout, call, tried)
                            : Mono.error(Problems.unavailable(upstream.name() + " did not answer.").asException());
                });
    }
}
