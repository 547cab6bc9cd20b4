package dev.whiteboard.video.memory;

import dev.whiteboard.common.redis.RedisConnection;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Redis as something that may know. While it does not answer, hardly anybody asks it. */
public final class Memory {
    private static final long BLIND_NANOS = Duration.ofMillis(500).toNanos();

    private final Optional<RedisConnection<String>> redis;
    private final Duration patience;
    private final AtomicLong blindUntil = new AtomicLong(System.nanoTime());

    Memory(Optional<RedisConnection<String>> redis, Duration patience) {
        this.redis = redis;
        this.patience = patience;
    }

    /** @return nothing if it cannot be asked */
    public <T> Optional<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        if (System.nanoTime() - blindUntil.get() < 0) {
            return Optional.empty();
        }
        var commands = redis.flatMap(RedisConnection::commands);
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.apply(commands.get()).toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | RedisException e) {
            blindUntil.set(System.nanoTime() + BLIND_NANOS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Tells it without waiting; whether it arrives is not known. */
    public void tell(Consumer<RedisAsyncCommands<String, String>> fact) {
        redis.flatMap(RedisConnection::commands).ifPresent(fact);
    }
}
