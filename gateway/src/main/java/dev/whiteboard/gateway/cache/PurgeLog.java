package dev.whiteboard.gateway.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the log of purges, a stream in Redis that every gateway reads at its own pace, so a gateway that was away for a
 * moment misses nothing. A whole log that is lost is no harm beyond a minute: every answer has to be confirmed by the
 * origin sooner than that, whatever its freshness.
 */
final class PurgeLog implements SmartLifecycle {
    static final String STREAM = "gateway:edge-purges";
    static final String FIELD = "name";
    private static final Logger log = LoggerFactory.getLogger(PurgeLog.class);
    private static final int PAGE = 1000;
    private static final XAddOptions KEPT = XAddOptions.maxlen(10_000).approximateTrimming(true);
    private static final int POLLS_MISSED = 6;

    private final ReactiveStringRedisTemplate redis;
    private final LongSupplier nanos;
    private final Duration poll;
    private final AtomicLong heard;
    private volatile String last = "0-0";
    private volatile boolean hearing = true;
    private @Nullable EdgeCache cache;
    private @Nullable Disposable reading;

    PurgeLog(ReactiveStringRedisTemplate redis, LongSupplier nanos, Duration poll) {
        this.redis = redis;
        this.nanos = nanos;
        this.poll = poll;
        this.heard = new AtomicLong(nanos.getAsLong() - poll.toNanos() * POLLS_MISSED);
    }

    void tell(EdgeCache cache) {
        this.cache = cache;
    }

    /** Whether the log was read just now, so that what is on the shelf has not been purged. */
    boolean isHeard() {
        return nanos.getAsLong() - heard.get() < poll.toNanos() * POLLS_MISSED;
    }

    /** Tells all gateways, and this one at once. */
    Mono<Void> write(Collection<String> names) {
        EdgeCache here = cache;
        if (here != null) {
            here.purge(names);
        }
        return Flux.fromIterable(names)
                .concatMap(name -> redis.opsForStream()
                        .add(StreamRecords.mapBacked(Map.of(FIELD, name)).withStreamKey(STREAM), KEPT))
                .then();
    }

    @Override
    public void start() {
        reading = Mono.defer(this::read)
                .repeatWhen(done -> done.delayElements(poll))
                .subscribe();
    }

    private Mono<Void> read() {
        long began = nanos.getAsLong();
        return redis.opsForStream()
                .read(StreamReadOptions.empty().count(PAGE), StreamOffset.create(STREAM, ReadOffset.from(last)))
                .collectList()
                .flatMap(records -> {
                    apply(records);
                    hearing = true;
                    if (records.size() == PAGE) {
                        return read();
                    }
                    heard.set(began);
                    return Mono.empty();
                })
                .onErrorResume(error -> {
                    if (hearing) {
                        log.warn("purges are not heard at the moment: {}", error.toString());
                    }
                    hearing = false;
                    return Mono.empty();
                });
    }

    private void apply(List<MapRecord<String, Object, Object>> records) {
        EdgeCache here = cache;
        if (records.isEmpty() || here == null) {
            return;
        }
        here.purge(records.stream().map(entry -> String.valueOf(entry.getValue().get(FIELD))).toList());
        last = records.getLast().getId().getValue();
    }

    @Override
    public void stop() {
        if (reading != null) {
            reading.dispose();
            reading = null;
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}
