package dev.whiteboard.common.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and one that listens, made in the background and made again when they break, so that a
 * service starts and serves without Redis. Commands fail at once while there is no connection, and only a bounded number
 * waits behind a Redis that hangs.
 *
 * @param <V> what values and messages are read as
 */
public class RedisConnection<V> implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 4_096;

    private final RedisURI address;
    private final RedisCodec<String, V> codec;
    private final String[] channels;
    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(250))).build();
    private final RedisClient client = RedisClient.create(resources);
    private volatile Consumer<V> listener = _ -> {};
    private @Nullable CompletableFuture<StatefulRedisConnection<String, V>> commands;
    private @Nullable CompletableFuture<StatefulRedisPubSubConnection<String, V>> listening;

    /**
     * @param mostWaiting commands that may wait for an answer before the next fails at once
     * @param patience after which a command fails
     * @param channels what is listened to
     */
    protected RedisConnection(String url, RedisCodec<String, V> codec, int mostWaiting, Duration patience,
            String... channels) {
        this.address = RedisURI.create(url);
        this.codec = codec;
        this.channels = channels;
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(mostWaiting)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .build());
    }

    /** A connection for text, which listens to one channel. */
    public static RedisConnection<String> of(String url, String channel, Duration patience) {
        return new RedisConnection<>(url, StringCodec.UTF8, MOST_WAITING, patience, channel);
    }

    /** A connection for text, which only gives commands. */
    public static RedisConnection<String> of(String url, Duration patience) {
        return new RedisConnection<>(url, StringCodec.UTF8, MOST_WAITING, patience);
    }

    /** @param to hears every message, from now on */
    public void listen(Consumer<V> to) {
        listener = to;
    }

    /** @return nothing while there is no connection; asking again is what makes one */
    public synchronized Optional<RedisAsyncCommands<String, V>> commands() {
        if (commands == null || commands.isCompletedExceptionally()) {
            commands = client.connectAsync(codec, address).toCompletableFuture();
        }
        if (channels.length > 0 && (listening == null || listening.isCompletedExceptionally())) {
            listening = client.connectPubSubAsync(codec, address).toCompletableFuture().thenApply(this::subscribed);
        }
        return commands.isDone() && !commands.isCompletedExceptionally()
                ? Optional.of(commands.join().async())
                : Optional.empty();
    }

    private StatefulRedisPubSubConnection<String, V> subscribed(StatefulRedisPubSubConnection<String, V> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, V message) {
                listener.accept(message);
            }
        });
        var _ = connection.async().subscribe(channels);
        return connection;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
