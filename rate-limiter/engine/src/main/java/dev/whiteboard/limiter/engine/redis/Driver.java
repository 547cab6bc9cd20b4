package dev.whiteboard.limiter.engine.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;

/** The Redis driver as {@link RedisLink} wants it: no retries, no reconnecting, no timers and no statistics of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end
final class Driver implements AutoCloseable {
    /** A timer for each command would be the second one. */
    private static final TimeoutOptions NO_TIMERS = TimeoutOptions.builder().timeoutCommands(false).build();
    private static final Duration CONNECTING = Duration.ofMillis(500);

    private final ClientResources resources;
    private final RedisURI uri;
    private final RedisClient client;

    Driver(String url) {
        this.resources = ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled()).nettyCustomizer(new FewerFlushes()).build();
        this.uri = RedisURI.create(url);
        this.uri.setTimeout(CONNECTING);
        this.client = RedisClient.create(resources, uri);
        this.client.setOptions(ClientOptions.builder().autoReconnect(false).timeoutOptions(NO_TIMERS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled()).requestQueueSize(20_000)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECTING).tcpNoDelay(true).build()).build());
    }

    RedisClient client() {
        return client;
    }

    RedisURI uri() {
        return uri;
    }

    CompletionStage<StatefulRedisConnection<byte[], byte[]>> connect() {
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri);
    }

    @Override
    public void close() {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS)
                .whenComplete((done, failure) -> resources.shutdown(0, 1, TimeUnit.SECONDS));
    }
}
