package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.shortener.link.RedirectType;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Servers(ServerKind.REDIS)
class SharedCacheTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final RedirectProperties PROPERTIES = new RedirectProperties("", "X-Country", 1_000,
            Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofSeconds(30), PATIENCE, 8, Duration.ofMillis(250), 4,
            Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final Target OLD = new Target.Live("https://example.org/with space?no", RedirectType.PERMANENT,
            1_900_000_000_000L, 1);
    private static final Target NEW = new Target.Gone(2);

    private RedisConnection<String> redis;
    private SharedCache cache;

    @BeforeEach
    void connect(Redis server) {
        redis = RedisConnection.of(server.url(), SharedCache.CHANGES, PATIENCE);
        cache = new SharedCache(redis, PROPERTIES);
        await().until(cache::answers);
        cache.trust();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void everyKindOfTargetComesBackAsItWas() {
        int number = 0;
        var live = (Target.Live) OLD;
        for (Target target : new Target[]{OLD, NEW, new Target.Missing(), new Target.Guarded(live, true, false),
            new Target.Guarded(live, false, true), new Target.Guarded(live, true, true)}) {
            String key = "kind" + number++;
            assertThat(cache.store(key, target)).isTrue();
            assertThat(cache.get(List.of(key, "unknown"))).containsExactly(Map.entry(key, target));
        }
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void aLateFillDoesNotOverwriteANewerVersion() {
        newerStays(cache::store);
    }

    @Test
    @Promise(value = "shortener.changes-are-seen", naive = true)
    void aPlainSetDoes() {
        Toy.mustFail(1, () -> newerStays((key, target) -> redis.commands().orElseThrow()
                .set("shortener:link:{" + key + "}", TargetText.write(target)).toCompletableFuture().join()));
    }

    @Test
    void whatAnotherVersionWroteIsNotUnderstoodAndNotServed() {
        redis.commands().orElseThrow().set("shortener:link:{odd}", "7 something else").toCompletableFuture().join();
        assertThat(cache.get(List.of("odd"))).isEmpty();
    }

    @Test
    @Promise("shortener.redis-hung")
    void aHungRedisIsAskedThreeTimesAndThenNotAgain(Redis server) {
        nobodyWaitsLong(server, () -> cache.get(List.of("abcd")));
        assertThat(cache.trusted()).isFalse();
        await().until(cache::answers);
    }

    @Test
    @Promise(value = "shortener.redis-hung", naive = true)
    void aTimeoutAloneMakesEverybodyWait(Redis server) {
        Toy.mustFail(1, () -> nobodyWaitsLong(server, () -> {
            try {
                redis.commands().orElseThrow().get("abcd").toCompletableFuture().get(PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                // on to the database
            }
        }));
    }

    private static void nobodyWaitsLong(Redis server, Runnable ask) {
        server.server().suspend();
        try {
            long before = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                ask.run();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE.multipliedBy(5));
        } finally {
            server.server().resume();
        }
    }

    private void newerStays(BiConsumer<String, Target> store) {
        store.accept("edited", OLD);
        store.accept("edited", NEW);
        store.accept("edited", OLD);
        assertThat(cache.get(List.of("edited"))).containsEntry("edited", NEW);
    }
}
