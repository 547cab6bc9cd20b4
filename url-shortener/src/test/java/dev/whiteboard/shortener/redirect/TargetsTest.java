package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.shortener.block.BlocksChanged;
import dev.whiteboard.shortener.host.Host;
import dev.whiteboard.shortener.link.RedirectType;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The near cache over a database that counts how often it is asked. */
class TargetsTest {
    private static final int CLIENTS = 64;
    static final RedirectProperties PROPERTIES = new RedirectProperties("", "X-Country", 100_000,
            Duration.ofSeconds(5), Duration.ofMinutes(5),
            Duration.ofSeconds(30), Duration.ofMillis(20), 8, Duration.ofMillis(250), 4, Duration.ofMillis(500),
            Duration.ofSeconds(5));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong nanos = new AtomicLong();
    private final CountingTargets store = new CountingTargets();
    private final RedisConnection<String> nowhere = RedisConnection.of("redis://127.0.0.1:1",
            SharedCache.CHANGES, Duration.ofMillis(20));
    private final TargetLoads loads = new TargetLoads(PROPERTIES, new SharedCache(nowhere, PROPERTIES), store, threads,
            nanos::get);
    private final Set<Host> blocked = ConcurrentHashMap.newKeySet();
    private final Targets targets = new Targets(PROPERTIES, loads, blocked::contains, threads, nanos::get);

    @AfterEach
    void stop() {
        loads.close();
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
    @Promise("shortener.one-load-per-key")
    void aHotKeyThatIsForgottenTenTimesASecondIsReadOnceEachTime() throws InterruptedException {
        store.slow = true;
        store.put("hot", live("https://example.org/hot", 1));
        var stop = new AtomicBoolean();
        var answers = new LongAdder();
        var clients = Stream.generate(() -> Thread.startVirtualThread(() -> {
            while (!stop.get()) {
                assertThat(find("hot")).isInstanceOf(Target.Live.class);
                answers.increment();
                Thread.yield();
            }
        })).limit(CLIENTS).toList();
        int evictions = 20;
        for (int i = 0; i < evictions; i++) {
            long before = answers.sum();
            await().pollDelay(Duration.ofMillis(100)).until(() -> answers.sum() > before);
            targets.drop("hot");
        }
        stop.set(true);
        for (Thread client : clients) {
            client.join();
        }
        assertThat(store.asked.get("hot").get()).isBetween(evictions, evictions + 1);
    }

    @Test
    @Promise(value = "shortener.one-load-per-key", naive = true)
    void aMapThatIsLookedIntoAndThenFilledLoadsManyTimes() {
        Map<String, Target> cache = new ConcurrentHashMap<>();
        store.slow = true;
        Toy.mustFail(10, () -> oneLoad("hot", key -> {
            Target known = cache.get(key);
            if (known == null) {
                known = read(key);
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
                .<String, Target>build(this::read);
        Toy.mustFail(1, () -> busyLinkEnds(sliding::get));
    }

    @Test
    @Promise("shortener.one-load-per-key")
    void aScanOfMissingKeysAsksOnceForEachAndForManyAtATime() {
        store.slow = true;
        int keys = Scale.rounds(20_000);
        List<CompletableFuture<Target>> answers = new ArrayList<>();
        for (int i = 0; i < 3 * keys; i++) {
            answers.add(targets.find("none" + i % keys));
        }
        answers.forEach(answer -> assertThat(answer.join()).isEqualTo(new Target.Missing()));
        assertThat(store.asked).hasSize(keys).allSatisfy((_, times) -> assertThat(times).hasValue(1));
        assertThat(store.batches.get()).isLessThan(keys / 20);
    }

    @Test
    void aReadThatHangsHoldsUpNobodyButThoseInIt() {
        var goOn = new CountDownLatch(1);
        store.afterRead = () -> awaitQuietly(goOn);
        CompletableFuture<Target> stuck = targets.find("stuck");
        await().until(() -> store.batches.get() == 1);
        store.afterRead = () -> {};
        store.put("quick", live("https://example.org/", 1));
        await().atMost(Duration.ofSeconds(2)).until(() -> targets.find("quick").isDone());
        assertThat(stuck).isNotDone();
        goOn.countDown();
        assertThat(stuck.join()).isEqualTo(new Target.Missing());
    }

    @Test
    void whoWaitsTooLongForAReaderIsToldThatItCannotBeFoundOut() {
        var goOn = new CountDownLatch(1);
        store.afterRead = () -> awaitQuietly(goOn);
        for (int reader = 0; reader < PROPERTIES.databaseConnections(); reader++) {
            int number = reader;
            var _ = targets.find("stuck" + number);
            await().until(() -> store.batches.get() == number + 1);
        }
        CompletableFuture<Target> late = targets.find("late");
        nanos.addAndGet(PROPERTIES.databasePatience().plusMillis(1).toNanos());
        assertThat(late.join()).isNull();
        assertThat(store.asked).doesNotContainKey("late");
        goOn.countDown();
    }

    @Test
    @Promise("shortener.blocks-are-seen")
    void aLoadThatBeganBeforeABlockDoesNotOutliveIt() throws Exception {
        lateLoadLoses(slow -> slow.on(new BlocksChanged()));
    }

    @Test
    @Promise(value = "shortener.blocks-are-seen", naive = true)
    void lookingAtTheListOnlyWhenALinkIsLoadedDoesNotDo() {
        Toy.mustFail(1, () -> lateLoadLoses(_ -> {}));
    }

    @Test
    @Promise("shortener.blocks-are-seen")
    void whatWasLoadedIsForgottenIfItIsBlockedOrWasAndNothingElse() {
        store.put("evil", live("https://www.EVIL.example:81/x", 1));
        store.put("good", live("https://good.example/", 1));
        assertThat(find("evil")).isInstanceOf(Target.Live.class);
        find("good");
        blocked.add(Host.parse("www.evil.example").orElseThrow());
        targets.on(new BlocksChanged());
        assertThat(find("evil")).isEqualTo(new Target.Gone(1));
        blocked.clear();
        targets.on(new BlocksChanged());
        assertThat(find("evil")).isInstanceOf(Target.Live.class);
        assertThat(store.asked.get("good")).hasValue(1);
        find("good");
        assertThat(store.asked.get("good")).hasValue(1);
    }

    /** The list changes after a load has looked at it, and before its answer is in the cache. */
    private void lateLoadLoses(Consumer<Targets> hear) throws Exception {
        store.put("edited", live("https://evil.example/", 1));
        var read = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Host evil = Host.parse("evil.example").orElseThrow();
        var slow = new Targets(PROPERTIES, loads, host -> {
            boolean covered = blocked.contains(host);
            read.countDown();
            awaitQuietly(goOn);
            return covered;
        }, threads, nanos::get);
        var early = threads.submit(() -> slow.find("edited").join());
        read.await(10, TimeUnit.SECONDS);
        blocked.add(evil);
        hear.accept(slow);
        goOn.countDown();
        early.get(10, TimeUnit.SECONDS);
        assertThat(slow.find("edited").join()).isEqualTo(new Target.Gone(1));
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
        Target loaded = read(key);
        cache.put(key, loaded);
        return loaded;
    }

    private Target read(String key) {
        return store.find(List.of(key)).getOrDefault(key, new Target.Missing());
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
