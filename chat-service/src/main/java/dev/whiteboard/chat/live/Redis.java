package dev.whiteboard.chat.live;

import dev.whiteboard.common.redis.RedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** This node's connection to Redis: values and messages are bytes, and many may be on their way. */
public class Redis extends RedisConnection<byte[]> {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_WAITING = 65_536;

    Redis(String url, String... channels) {
        super(url, CODEC, MOST_WAITING, PATIENCE, channels);
    }
}
