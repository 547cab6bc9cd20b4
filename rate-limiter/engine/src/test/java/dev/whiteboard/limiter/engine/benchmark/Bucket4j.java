package dev.whiteboard.limiter.engine.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;

/** Bucket4j with its Lettuce backend. */
final class Bucket4j implements Contestant {
    private final RedisClient client;
    private final AsyncProxyManager<byte[]> buckets;
    private final CompletableFuture<BucketConfiguration> limit = CompletableFuture.completedFuture(BucketConfiguration
            .builder().addLimit(l -> l.capacity(1_000_000).refillGreedy(1_000_000, Duration.ofSeconds(1))).build());

    private final int port;

    Bucket4j(int port) {
        this.port = port;
        String url = "redis://127.0.0.1:" + port;
        client = RedisClient.create(url);
        buckets = Bucket4jLettuce.casBasedBuilder(client)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(1)))
                .build().asAsync();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "bucket4j";
    }

    @Override
    public CompletionStage<Boolean> decide(int number) {
        byte[] key = ("b4j:key_" + number).getBytes(StandardCharsets.UTF_8);
        return buckets.builder().build(key, () -> limit).tryConsume(1).thenApply(allowed -> {
            if (!allowed) {
                throw new IllegalStateException("refused");
            }
            return allowed;
        });
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
