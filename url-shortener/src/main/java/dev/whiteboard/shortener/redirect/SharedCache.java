package dev.whiteboard.shortener.redirect;

import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.common.redis.VersionedLine;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The copy in Redis that all nodes share. It is trusted only while it answers: after three failures in a row no redirect
 * asks it again until {@link ChangeFeed} has reached it and repeated to it every change it may have missed.
 */
final class SharedCache {
    static final String CHANGES = "shortener:link-changed";
    private static final int FAILURES_TO_CLOSE = 3;

    private final RedisConnection<String> redis;
    private final Duration patience;
    private final Duration lifetime;
    private final Duration lifetimeOfMissing;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean trusted;

    SharedCache(RedisConnection<String> redis, RedirectProperties properties) {
        this.redis = redis;
        this.patience = properties.redisPatience();
        this.lifetime = properties.sharedLifetime();
        this.lifetimeOfMissing = properties.sharedLifetimeOfMissing();
    }

    /** Those of the keys that it knows, in one round trip. */
    Map<String, Target> get(Collection<String> shortKeys) {
        if (!trusted) {
            return Map.of();
        }
        Map<String, Target> found = new HashMap<>();
        ask(commands -> commands.mget(keys(shortKeys))).ifPresent(answers -> {
            Iterator<KeyValue<String, String>> lines = answers.iterator();
            for (String shortKey : shortKeys) {
                lines.next().optional().flatMap(TargetText::read).ifPresent(target -> found.put(shortKey, target));
            }
        });
        return found;
    }

    /** Stores without waiting; whether it arrives is not known, and does not matter for a fill. */
    void offer(Map<String, Target> targets) {
        if (trusted) {
            redis.commands().ifPresent(commands -> put(commands, targets));
        }
    }

    /** Stores and says whether Redis confirmed it; also while Redis is not trusted, since this is how it becomes so. */
    boolean store(String shortKey, Target target) {
        return ask(commands -> put(commands, Map.of(shortKey, target))).isPresent();
    }

    /** Tells every node's near cache that a key's target changed. */
    void announce(String shortKey, long version) {
        if (trusted) {
            redis.commands().ifPresent(
                    commands -> commands.publish(CHANGES, Long.toString(version) + " " + shortKey));
        }
    }

    /** @param drop hears the key of every announced change */
    void listen(Consumer<String> drop) {
        redis.listen(message -> drop.accept(message.substring(message.indexOf(' ') + 1)));
    }

    boolean trusted() {
        return trusted;
    }

    void trust() {
        failures.set(0);
        trusted = true;
    }

    boolean answers() {
        return ask(RedisAsyncCommands::ping).isPresent();
    }

    Duration lifetime() {
        return lifetime;
    }

    private RedisFuture<Long> put(RedisAsyncCommands<String, String> commands, Map<String, Target> targets) {
        return VersionedLine.put(commands,
                targets.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private VersionedLine line(String shortKey, Target target) {
        return new VersionedLine(key(shortKey), TargetText.write(target), target.version(),
                target instanceof Target.Missing ? lifetimeOfMissing : lifetime);
    }

    private <T> Optional<T> ask(Command<T> command) {
        Optional<RedisAsyncCommands<String, String>> commands = redis.commands();
        if (commands.isEmpty()) {
            return failed();
        }
        try {
            @Nullable
            T answer = command.on(commands.get()).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            failures.set(0);
            return Optional.ofNullable(answer);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            return failed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> Optional<T> failed() {
        if (failures.incrementAndGet() >= FAILURES_TO_CLOSE) {
            trusted = false;
        }
        return Optional.empty();
    }

    private static String[] keys(Collection<String> shortKeys) {
        return shortKeys.stream().map(SharedCache::key).toArray(String[]::new);
    }

    private static String key(String shortKey) {
        return "shortener:link:{" + shortKey + "}";
    }

    private interface Command<T> {
        CompletionStage<T> on(RedisAsyncCommands<String, String> commands);
    }
}
