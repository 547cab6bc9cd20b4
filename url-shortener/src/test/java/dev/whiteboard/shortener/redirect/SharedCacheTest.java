package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.link.RedirectType;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Servers(ServerKind.REDIS)
class SharedCacheTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final RedirectProperties PROPERTIES = new RedirectProperties("", "X-Country", 1_000,
            Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofSeconds(30), PATIENCE, 8, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final Target OLD = new Target.Live("https://example.org/with space?no", RedirectType.PERMANENT,
            1_900_000_000_000L, 1);
    private static final Target NEW = new Target.Gone(2);

    private RedisConnection redis;
    private SharedCache cache;

    @BeforeEach
    void connect(Redis server) {
        redis = new RedisConnection(server.url(), PATIENCE);
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
        for (Target target : new Target[]{OLD, NEW, new Target.Missing()}) {
            String key = "kind" + target.version();
            assertThat(cache.store(key, target)).isTrue();
            assertThat(cache.get(key)).contains(target);
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
        assertThat(cache.get("odd")).isEmpty();
    }

    @Test
    @Promise("shortener.redis-hung")
    void aHungRedisIsAskedThreeTimesAndThenNotAgain(Redis server) {
        server.server().suspend();
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(cache.get("abcd")).isEmpty();
            }
            assertThat(cache.trusted()).isFalse();
            long before = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                cache.get("abcd");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        } finally {
            server.server().resume();
        }
        await().until(cache::answers);
    }

    private void newerStays(BiConsumer<String, Target> store) {
        store.accept("edited", OLD);
        store.accept("edited", NEW);
        store.accept("edited", OLD);
        assertThat(cache.get("edited")).contains(NEW);
    }
}
