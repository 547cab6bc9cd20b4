package dev.whiteboard.shortener.redirect;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection for commands and one that listens, made in the background and made again when they break, so that a
 * service starts and serves without Redis. Commands fail at once while there is no connection, and only a bounded number
 * waits behind a Redis that hangs.
 */
final class RedisConnection implements AutoCloseable {
    static final String CHANGES = "shortener:link-changed";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 4_096;

    private final RedisURI address;
    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(250))).build();
    private final RedisClient client = RedisClient.create(resources);
    private volatile Consumer<String> listener = message -> {};
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> commands;
    private @Nullable CompletableFuture<StatefulRedisPubSubConnection<String, String>> listening;

    RedisConnection(String url, Duration patience) {
        this.address = RedisURI.create(url);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .build());
    }

    /** @param listener hears every change that any node announces, from now on */
    void listen(Consumer<String> listener) {
        this.listener = listener;
    }

    /** @return nothing while there is no connection; asking again is what makes one */
    synchronized Optional<RedisAsyncCommands<String, String>> commands() {
        if (commands == null || commands.isCompletedExceptionally()) {
            commands = client.connectAsync(StringCodec.UTF8, address).toCompletableFuture();
        }
        if (listening == null || listening.isCompletedExceptionally()) {
            listening = client.connectPubSubAsync(StringCodec.UTF8, address).toCompletableFuture()
                    .thenApply(this::subscribed);
        }
        return commands.isDone() ? Optional.of(commands.join().async()) : Optional.empty();
    }

    private StatefulRedisPubSubConnection<String, String> subscribed(
            StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                listener.accept(message);
            }
        });
        connection.async().subscribe(CHANGES);
        return connection;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS);
    }
}
