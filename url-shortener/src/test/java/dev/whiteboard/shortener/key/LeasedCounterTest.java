package dev.whiteboard.shortener.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedCounterTest {
    private static final int BLOCK = 100;
    private final ExecutorService leasing = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        leasing.close();
    }

    @Test
    @Promise("shortener.keys-never-collide")
    void nodesThatCrashAndStartAgainNeverDrawTheSameNumber() {
        var table = new AtomicLong();
        neverTwice(() -> {
            var counter = counter(() -> table.getAndAdd(BLOCK));
            return counter::next;
        });
    }

    @Test
    @Promise(value = "shortener.keys-never-collide", naive = true)
    void aLeaseThatReadsAndThenWritesDoesNotHold() {
        Toy.mustFail(50, () -> {
            var table = new AtomicLong();
            neverTwice(() -> {
                var counter = counter(() -> {
                    long first = table.get();
                    Thread.yield();
                    table.set(first + BLOCK);
                    return first;
                });
                return counter::next;
            });
        });
    }

    @Test
    void nobodyWaitsForALeaseWhileHalfABlockIsLeft() {
        var leases = new AtomicInteger();
        var counter = counter(() -> leases.getAndIncrement() * (long) BLOCK);
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 3 * BLOCK; i++) {
            drawn.add(counter.next());
        }
        assertThat(drawn).doesNotHaveDuplicates().hasSize(3 * BLOCK);
        assertThat(leases.get()).isBetween(3, 4);
    }

    @Test
    void aLeaseThatFailsIsTriedAgainByTheNextCaller() {
        var asked = new AtomicInteger();
        var counter = counter(() -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("the database is away");
            }
            return 7;
        });
        assertThatThrownBy(counter::next).isInstanceOf(KeysUnavailable.class);
        assertThat(counter.next()).isEqualTo(7);
    }

    /** Eight threads on each of three nodes; halfway, every node is replaced by a new one, as after a crash. */
    private static void neverTwice(java.util.function.Supplier<LongSupplier> newNode) {
        Set<Long> drawn = ConcurrentHashMap.newKeySet();
        List<Long> twice = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int life = 0; life < 3; life++) {
            List<LongSupplier> nodes = List.of(newNode.get(), newNode.get(), newNode.get());
            Race.of(24).run(thread -> {
                for (int i = 0; i < 400; i++) {
                    long number = nodes.get(thread % 3).getAsLong();
                    if (!drawn.add(number)) {
                        twice.add(number);
                    }
                }
                return null;
            });
        }
        assertThat(new HashSet<>(twice)).isEmpty();
        assertThat(drawn).hasSize(3 * 24 * 400);
    }

    private LeasedCounter counter(LongSupplier lease) {
        return new LeasedCounter(lease, BLOCK, Duration.ofSeconds(5), leasing);
    }
}
