package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.common.redis.VersionedLine;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The copies in Redis that all nodes share, each written as its revision and its JSON; an older one never replaces a newer
 * one. While Redis does not answer, hardly anybody asks it.
 */
final class SharedShelf {
    static final String CHANGES = "commerce:product-changed";
    private static final long BLIND_NANOS = Duration.ofMillis(500).toNanos();

    private final RedisConnection<String> redis;
    private final ShelfProperties properties;
    private final ListingText text;
    private final AtomicLong blindUntil = new AtomicLong(System.nanoTime());

    SharedShelf(RedisConnection<String> redis, ShelfProperties properties, ListingText text) {
        this.redis = redis;
        this.properties = properties;
        this.text = text;
    }

    Optional<Listing> find(long id) {
        if (System.nanoTime() - blindUntil.get() < 0) {
            return Optional.empty();
        }
        return ask(commands -> commands.get(key(id))).flatMap(text::read);
    }

    /** Stores without waiting; whether it arrives is not known. */
    void offer(Listing listing) {
        redis.commands().ifPresent(commands -> put(commands, listing));
    }

    /** Stores the new state and tells every node to forget what it has, without waiting: Redis works in order. */
    void announce(Listing listing) {
        redis.commands().ifPresent(commands -> {
            put(commands, listing);
            commands.publish(CHANGES, Long.toString(listing.product().id()));
        });
    }

    /** @param forget hears the id of every product that some node announced */
    void listen(LongConsumer forget) {
        redis.listen(message -> forget.accept(Long.parseLong(message)));
    }

    private void put(RedisAsyncCommands<String, String> commands, Listing listing) {
        RedisFuture<Long> _ = VersionedLine.put(commands, List.of(new VersionedLine(key(listing.product().id()),
                text.write(listing), listing.revision(), properties.sharedLifetime())));
    }

    private Optional<String> ask(Function<RedisAsyncCommands<String, String>, RedisFuture<String>> command) {
        try {
            var commands = redis.commands();
            if (commands.isEmpty()) {
                return Optional.empty();
            }
            @Nullable
            String answer = command.apply(commands.get()).get(properties.redisPatience().toMillis(),
                    TimeUnit.MILLISECONDS);
            return Optional.ofNullable(answer);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            blindUntil.set(System.nanoTime() + BLIND_NANOS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String key(long id) {
        return "commerce:product:{" + id + "}";
    }
}
