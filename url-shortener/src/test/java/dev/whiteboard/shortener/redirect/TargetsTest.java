package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.link.RedirectType;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The near cache over a database that counts how often it is asked. */
class TargetsTest {
    private static final int CLIENTS = 64;
    private static final RedirectProperties PROPERTIES = new RedirectProperties("", "X-Country", 1_000,
            Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofSeconds(30), Duration.ofMillis(20), 8, Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(5));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong nanos = new AtomicLong();
    private final CountingTargets store = new CountingTargets();
    private final RedisConnection nowhere = new RedisConnection("redis://127.0.0.1:1", Duration.ofMillis(20));
    private final Targets targets = new Targets(PROPERTIES, new SharedCache(nowhere, PROPERTIES), store, threads,
            nanos::get);

    @AfterEach
    void stop() {
        threads.close();
        nowhere.close();
    }

    @Test
    @Promise("shortener.one-load-per-key")
    void aStampedeLoadsAKeyOnce() {
        store.slow = true;
        for (int round = 0; round < Scale.rounds(500); round++) {
            String key = "hot" + round;
            store.put(key, live("https://example.org/" + round, 1));
            oneLoad(key, this::find);
        }
    }

    @Test
    @Promise("shortener.one-load-per-key")
    void soItIsForAMissingKeyAndAgainWhenALifetimeEnds() {
        store.slow = true;
        for (int round = 0; round < Scale.rounds(500); round++) {
            nanos.addAndGet(Duration.ofSeconds(6).toNanos());
            store.asked.clear();
            oneLoad("missing", this::find);
        }
    }

    @Test
    @Promise(value = "shortener.one-load-per-key", naive = true)
    void aMapThatIsLookedIntoAndThenFilledLoadsManyTimes() {
        Map<String, Target> cache = new ConcurrentHashMap<>();
        store.slow = true;
        Toy.mustFail(10, () -> oneLoad("hot", key -> {
            Target known = cache.get(key);
            if (known == null) {
                known = store.find(key).orElse(new Target.Missing());
                cache.put(key, known);
            }
            return known;
        }));
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void aFillThatBeganBeforeAChangeDoesNotOutliveIt() throws Exception {
        lateFillLoses(this::find, targets::drop);
    }

    @Test
    @Promise(value = "shortener.changes-are-seen", naive = true)
    void aFillThatIsPutAfterTheDropOutlivesTheChange() {
        Map<String, Target> cache = new ConcurrentHashMap<>();
        Toy.mustFail(1, () -> lateFillLoses(key -> {
            Target known = cache.get(key);
            return known != null ? known : cache.compute(key, (_, _) -> null) == null ? fill(cache, key) : known;
        }, cache::remove));
    }

    @Test
    @Promise("shortener.changes-are-seen")
    void aBusyLinkDoesNotStayAliveBeyondItsLifetime() {
        busyLinkEnds(this::find);
    }

    @Test
    @Promise(value = "shortener.changes-are-seen", naive = true)
    void aLifetimeThatSlidesNeverEnds() {
        var sliding = com.github.benmanes.caffeine.cache.Caffeine.newBuilder().expireAfterAccess(Duration.ofSeconds(5))
                .ticker(nanos::get)
                .<String, Target>build(key -> store.find(key).orElse(new Target.Missing()));
        Toy.mustFail(1, () -> busyLinkEnds(sliding::get));
    }

    @Test
    void aLoadThatFailsIsNotRemembered() {
        store.fails = true;
        assertThat(find("abcd")).isNull();
        store.fails = false;
        store.put("abcd", live("https://example.org/", 1));
        await().untilAsserted(() -> assertThat(find("abcd")).isEqualTo(live("https://example.org/", 1)));
    }

    private void oneLoad(String key, Function<String, Target> find) {
        Race.of(CLIENTS).run(() -> find.apply(key));
        assertThat(store.asked.get(key)).hasValue(1);
    }

    private void busyLinkEnds(Function<String, Target> find) {
        store.put("busy", live("https://example.org/", 1));
        find.apply("busy");
        store.put("busy", new Target.Gone(2));
        for (int second = 0; second <= 5; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            find.apply("busy");
        }
        assertThat(find.apply("busy")).isEqualTo(new Target.Gone(2));
    }

    private void lateFillLoses(Function<String, Target> find, Consumer<String> drop) throws Exception {
        store.put("edited", live("https://example.org/old", 1));
        var read = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        store.afterRead = () -> {
            read.countDown();
            awaitQuietly(goOn);
        };
        var early = threads.submit(() -> find.apply("edited"));
        read.await(10, TimeUnit.SECONDS);
        store.afterRead = () -> {};
        store.put("edited", new Target.Gone(2));
        drop.accept("edited");
        goOn.countDown();
        early.get(10, TimeUnit.SECONDS);
        assertThat(find.apply("edited")).isEqualTo(new Target.Gone(2));
    }

    private Target fill(Map<String, Target> cache, String key) {
        Target loaded = store.find(key).orElse(new Target.Missing());
        cache.put(key, loaded);
        return loaded;
    }

    private Target find(String key) {
        return targets.find(key).join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Target live(String url, long version) {
        return new Target.Live(url, RedirectType.FOUND, Target.Live.NEVER, version);
    }
}
