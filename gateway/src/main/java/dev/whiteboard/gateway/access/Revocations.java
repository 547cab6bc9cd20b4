package dev.whiteboard.gateway.access;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Listens for revoked API keys. While Redis cannot be reached revocations are missed, which the cache's own minute
 * bounds; after every reconnect the cache starts empty.
 */
@Component
class Revocations implements SmartLifecycle {
    static final String CHANNEL = "identity:api-key-revoked";
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ReactiveStringRedisTemplate redis;
    private final CachedKeys keys;
    private @Nullable Disposable subscription;

    Revocations(ReactiveStringRedisTemplate redis, CachedKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public void start() {
        subscription = Mono.defer(() -> redis.listenToChannelLater(CHANNEL))
                .doOnNext(listening -> keys.forget())
                .flatMapMany(messages -> (Flux<? extends Message<String, String>>) messages)
                .doOnNext(message -> keys.revoke(message.getMessage()))
                .doOnError(error -> log.warn("revocations are not heard at the moment: {}", error.toString()))
                .repeat()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE).transientErrors(true))
                .subscribe();
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.dispose();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
