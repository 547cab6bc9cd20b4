package dev.whiteboard.feed.timeline;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis, made in the background and made again when it breaks. Nobody waits for a Redis that hangs
 * longer than they said; after three failures in a row nobody waits at all for a while.
 */
final class RedisLink implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 16_384;
    private static final int FAILURES_TO_REST = 3;

    private final RedisURI address;
    private final Duration rest;
    private final Ticker ticker;
    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(250))).build();
    private final RedisClient client = RedisClient.create(resources);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long restingSince;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisLink(String url, TimelineProperties properties, Ticker ticker) {
        this.address = RedisURI.create(url);
        this.rest = properties.rest();
        this.ticker = ticker;
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.enabled(properties.pushPatience()))
                .build());
        connected();
    }

    /** Asks, and waits so long for the answer. */
    <T> T ask(Duration patience, Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        if (failures.get() >= FAILURES_TO_REST && ticker.read() - restingSince < rest.toNanos()) {
            throw new RedisAway("left alone for a while");
        }
        try {
            long begun = ticker.read();
            StatefulRedisConnection<String, String> link = connected().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            long left = patience.toNanos() - (ticker.read() - begun);
            T answer = command.apply(link.async()).toCompletableFuture().get(left, TimeUnit.NANOSECONDS);
            failures.set(0);
            return answer;
        } catch (ExecutionException | TimeoutException | RedisException e) {
            restingSince = ticker.read();
            failures.incrementAndGet();
            throw new RedisAway(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAway("interrupted");
        }
    }

    /** Runs a script by its digest; a Redis that does not know it yet is told its text. */
    static <T> CompletionStage<T> run(RedisAsyncCommands<String, String> commands, Script script,
            ScriptOutputType output, String[] keys, String... arguments) {
        return commands.<T>evalsha(script.digest(), output, keys, arguments)
                .exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                        ? commands.<T>eval(script.text(), output, keys, arguments)
                        : CompletableFuture.failedFuture(failure));
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connected() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = client.connectAsync(StringCodec.UTF8, address).toCompletableFuture();
        }
        return connection;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
