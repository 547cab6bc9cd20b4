package dev.whiteboard.shortener.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.redis.RedisConnection;
import dev.whiteboard.shortener.link.RedirectType;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One node's turnstile over a counter in memory that takes its time. */
class TurnstileTest {
    private static final int VISITORS = 64;
    private static final Target.Live LIVE = new Target.Live("https://example.org/", RedirectType.FOUND,
            Target.Live.NEVER, 1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountingTargets store = new CountingTargets();
    private final RedisConnection<String> nowhere = RedisConnection.of("redis://127.0.0.1:1",
            SharedCache.CHANGES, Duration.ofMillis(20));
    private final TargetLoads loads = new TargetLoads(TargetsTest.PROPERTIES,
            new SharedCache(nowhere, TargetsTest.PROPERTIES), store, threads, System::nanoTime);
    private final Targets targets = new Targets(TargetsTest.PROPERTIES, loads, _ -> false, threads, System::nanoTime);
    private final SlowCounter counter = new SlowCounter();
    private final Turnstile turnstile = new Turnstile(counter, targets, threads);

    @AfterEach
    void stop() {
        loads.close();
        threads.close();
        nowhere.close();
    }

    @Test
    @Promise("shortener.click-limit-exact")
    void whoeverWaitsIsTakenAlong() {
        for (int round = 0; round < Scale.rounds(200); round++) {
            counter.left = VISITORS / 2;
            counter.asked.set(0);
            store.put("busy", new Target.Guarded(LIVE, true, false));
            List<Passage> passages = Race.of(VISITORS).run(() -> turnstile.pass("busy", null).join());
            assertThat(passages.stream().filter(Passage.Through.class::isInstance)).hasSize(VISITORS / 2);
            assertThat(passages.stream().filter(Passage.Turned.class::isInstance)).hasSize(VISITORS / 2);
            assertThat(counter.asked).as("statements for 64 visitors").hasValueLessThan(VISITORS / 2);
        }
    }

    @Test
    void onceItIsUsedUpTheNearCacheKnows() {
        counter.left = 1;
        store.put("last", new Target.Guarded(LIVE, true, false));
        assertThat(targets.find("last").join()).isInstanceOf(Target.Guarded.class);
        store.put("last", new Target.Gone(1));
        assertThat(turnstile.pass("last", null).join()).isEqualTo(new Passage.Through(LIVE));
        await().untilAsserted(() -> assertThat(targets.find("last").join()).isEqualTo(new Target.Gone(1)));
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndEndsWithThem() {
        counter.left = 10;
        counter.fails = true;
        List<Passage> passages = Race.of(8).run(() -> turnstile.pass("broken", null).join());
        assertThat(passages).allMatch(Passage.Unknown.class::isInstance);
        counter.fails = false;
        assertThat(turnstile.pass("broken", null).join()).isEqualTo(new Passage.Through(LIVE));
    }

    private static final class SlowCounter implements ClickLimits {
        final AtomicInteger asked = new AtomicInteger();
        volatile int left;
        volatile boolean fails;

        @Override
        public synchronized Optional<Taken> take(String shortKey, @Nullable String passwordHash, int wanted) {
            asked.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            if (fails) {
                throw new TargetStore.Overloaded(new IllegalStateException("as told"));
            }
            int granted = Math.min(left, wanted);
            left -= granted;
            return granted == 0 ? Optional.empty() : Optional.of(new Taken(LIVE, granted, left == 0));
        }
    }
}
