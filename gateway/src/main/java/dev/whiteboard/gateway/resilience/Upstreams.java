package dev.whiteboard.gateway.resilience;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;

/** All upstreams of the gateway, with a breaker per replica and bulkheads per upstream. */
@Component
@EnableConfigurationProperties(UpstreamProperties.class)
public class Upstreams {
    private static final int FAILED_PERCENT = 50;
    private static final int TRIALS = 3;

    private final Map<String, Upstream> byName = new TreeMap<>();

    Upstreams(UpstreamProperties properties, MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(breaker(properties));
        BulkheadRegistry bulkheads = BulkheadRegistry.of(bulkhead(properties.concurrentCalls()));
        BulkheadConfig streams = bulkhead(properties.openStreams());
        properties.upstreams().forEach((name, addresses) -> {
            List<Replica> replicas = addresses.stream()
                    .map(address -> new Replica(address, breakers.circuitBreaker(name + "@" + authority(address))))
                    .toList();
            byName.put(name, new Upstream(name, replicas, bulkheads.bulkhead(name),
                    bulkheads.bulkhead(name + "-streams", streams)));
        });
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    public Upstream get(String name) {
        Upstream upstream = byName.get(name);
        if (upstream == null) {
            throw new IllegalArgumentException("no address is configured for the upstream " + name);
        }
        return upstream;
    }

    public Collection<Upstream> all() {
        return byName.values();
    }

    private static String authority(URI address) {
        return address.getAuthority();
    }

    private static CircuitBreakerConfig breaker(UpstreamProperties properties) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(properties.breakerWindow())
                .minimumNumberOfCalls(Math.max(1, properties.breakerWindow() / 2))
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(properties.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .recordException(error -> true)
                .build();
    }

    private static BulkheadConfig bulkhead(int places) {
        return BulkheadConfig.custom().maxConcurrentCalls(places).maxWaitDuration(Duration.ZERO).build();
    }
}
