package dev.whiteboard.gateway.cache;

import java.util.function.LongSupplier;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import dev.whiteboard.gateway.telemetry.Traffic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Puts the cache together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeCacheProperties.class)
class EdgeCacheConfiguration {
    private static final LongSupplier NANOS = System::nanoTime;
    /** Of the memory; the rest is for what is on its way in or still being read. */
    private static final double KEPT = 0.75;

    @Bean
    PurgeLog purgeLog(ReactiveStringRedisTemplate redis, EdgeCacheProperties properties) {
        return new PurgeLog(redis, NANOS, properties.purgePoll());
    }

    @Bean
    EdgeCache edgeCache(Origin origin, PurgeLog purges, EdgeCacheProperties properties, MeterRegistry meters) {
        Memory memory = new Memory(properties.memory().toBytes());
        Shelf shelf = new Shelf((long) (memory.limit() * KEPT), NANOS);
        Gauge.builder("edge.cache.memory", memory, Memory::used).baseUnit("bytes").register(meters);
        Gauge.builder("edge.cache.entries", shelf, Shelf::count).register(meters);
        EdgeCache cache = new EdgeCache(shelf, new Fetcher(origin, shelf, memory, properties), NANOS,
                properties.confirmAfter(), purges::isHeard);
        purges.tell(cache);
        return cache;
    }

    @Bean
    Replies replies(Traffic traffic, MeterRegistry meters) {
        return new Replies(NANOS, traffic, meters);
    }

    @Bean
    Relay relay(Origin origin, Replies replies) {
        return new Relay(origin, replies);
    }
}
