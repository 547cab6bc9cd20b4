package dev.whiteboard.shortener.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What makers of links rely on, whichever strategy is configured; a set stands for the table's unique key. */
class KeySourceContractTest {
    /** As {@code Links} tries. */
    private static final int MOST_ATTEMPTS = 64;
    /** So few keys that hashes collide all the time. */
    private static final long FEW_KEYS = 62 * 62 * 62;
    private static final int BLOCK = 100;
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);

    private final ExecutorService leasing = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong table = new AtomicLong();
    private int nodes;

    @AfterEach
    void stop() {
        leasing.close();
    }

    @ParameterizedTest
    @EnumSource
    @Promise("shortener.keys-never-collide")
    void twoNodesNeverGiveAKeyTwice(KeyProperties.Strategy strategy) {
        neverTwice(() -> node(strategy), Set.of());
    }

    @ParameterizedTest
    @EnumSource
    @Promise("shortener.keys-never-collide")
    void aKeyThatAnAliasHasOrThatIsReservedIsSteppedOver(KeyProperties.Strategy strategy) {
        Random random = Seed.random("aliases " + strategy);
        Set<String> taken = ConcurrentHashMap.newKeySet();
        KeySource scout = node(strategy);
        for (int i = 0; i < 1_000; i++) {
            String upcoming = scout.propose("https://example.org/" + i, 0);
            if (random.nextInt(4) == 0) {
                taken.add(upcoming);
            }
        }
        table.set(0);
        neverTwice(() -> node(strategy), taken);
    }

    @Test
    @Promise(value = "shortener.keys-never-collide", naive = true)
    void aHashThatIsNotSaltedAgainFindsNoKeyForTheSameAddress() {
        Toy.mustFail(1, () -> neverTwice(() -> {
            KeySource hash = node(KeyProperties.Strategy.HASH);
            return new KeySource() {
                @Override
                public String propose(String longUrl, int attempt) {
                    return hash.propose(longUrl, 0);
                }

                @Override
                public boolean guessable() {
                    return false;
                }
            };
        }, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreSevenDigits(KeyProperties.Strategy strategy) {
        KeySource source = node(strategy);
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(source.propose("https://example.org/", attempt)).matches("[0-9A-Za-z]{7}");
        }
    }

    @Test
    void aHashIsKeyedSoThatNobodyElseCanComputeIt() {
        var other = new HashedUrl("another secret of thirty-two byt".getBytes(UTF_8), Base62.KEYS, () -> 0);
        var own = new HashedUrl(SECRET, Base62.KEYS, () -> 0);
        assertThat(own.propose("https://example.org/", 0)).isEqualTo(own.propose("https://example.org/", 0))
                .isNotEqualTo(other.propose("https://example.org/", 0));
    }

    /** Four threads on each of two nodes shorten different addresses, and one of them again and again. */
    private static void neverTwice(Supplier<KeySource> newNode, Set<String> takenBefore) {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        taken.addAll(takenBefore);
        Set<String> given = ConcurrentHashMap.newKeySet();
        List<KeySource> nodes = List.of(newNode.get(), newNode.get());
        int each = Scale.rounds(5_000);
        Race.of(8).run(thread -> {
            for (int i = 0; i < each; i++) {
                String url = i % 2 == 0 ? "https://example.org/same" : "https://example.org/" + thread + "/" + i;
                given.add(free(nodes.get(thread % 2), url, taken));
            }
            return null;
        });
        assertThat(given).hasSize(8 * each).noneMatch(takenBefore::contains);
    }

    private static String free(KeySource source, String url, Set<String> taken) {
        List<String> proposals = new ArrayList<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String key = source.propose(url, attempt);
            if (taken.add(key)) {
                return key;
            }
            proposals.add(key);
        }
        throw new AssertionError("no free key among " + proposals);
    }

    private KeySource node(KeyProperties.Strategy strategy) {
        var counter = new LeasedCounter(() -> table.getAndAdd(BLOCK), BLOCK, Duration.ofSeconds(5), leasing);
        Random salts = Seed.random("salts of node " + nodes++);
        return switch (strategy) {
            case PERMUTED -> new PermutedCounter(counter, new KeyPermutation(SECRET, FEW_KEYS));
            case COUNTER -> new PlainCounter(counter);
            case HASH -> new HashedUrl(SECRET, FEW_KEYS, salts::nextLong);
        };
    }
}
