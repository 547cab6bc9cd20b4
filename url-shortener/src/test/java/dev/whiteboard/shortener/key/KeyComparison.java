package dev.whiteboard.shortener.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Prints the figures by which the strategies are compared in docs/url-shortener.md ({@code testing/load/keys}). Collisions
 * are shown on a table that is a millionth of the real one: 62⁷/10⁶ keys, filled as the real one is with so many links.
 */
public final class KeyComparison {
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);
    private static final long SCALED = Base62.KEYS / 1_000_000;
    private static final int BLOCK = 1_000;
    private static final int SYMBOLS = 62;
    private static final int GUESSES = 100;

    private KeyComparison() {}

    public static void main(String[] arguments) {
        int keys = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        System.out.printf("%-10s %12s %14s %14s %16s %12s %18s%n", "strategy", "ns a key", "leases/1,000",
                "in vain at 1 %",
                "in vain at 10 %", "worst χ²", "neighbours found");
        for (KeyProperties.Strategy strategy : KeyProperties.Strategy.values()) {
            var leases = new AtomicInteger();
            KeySource source = source(strategy, Base62.KEYS, leases);
            for (int i = 0; i < 300_000; i++) {
                source.propose("https://example.org/" + i, 0);
            }
            leases.set(0);
            List<String> drawn = new ArrayList<>();
            List<String> urls = IntStream.range(0, keys).mapToObj(i -> "https://example.org/page/" + i).toList();
            long begun = processorTime();
            urls.forEach(url -> drawn.add(source.propose(url, 0)));
            long each = (processorTime() - begun) / keys;
            System.out.printf("%-10s %12d %14.1f %13.2f%% %15.2f%% %12.0f %17.1f%%%n",
                    strategy.name().toLowerCase(java.util.Locale.ROOT), each, 1_000.0 * leases.get() / keys,
                    inVain(strategy, 0.01), inVain(strategy, 0.1), worstChiSquare(drawn), neighbours(drawn));
        }
        System.out.printf("χ² with %d degrees of freedom exceeds 130 with a probability below 10⁻⁶%n", SYMBOLS - 1);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Of the keys proposed while a table fills to this part, how many were taken, in percent, over its last tenth. */
    private static double inVain(KeyProperties.Strategy strategy, double filled) {
        KeySource source = source(strategy, SCALED, new AtomicInteger());
        Set<String> taken = new HashSet<>();
        long size = (long) (SCALED * filled);
        int proposed = 0;
        int vain = 0;
        for (int i = 0; i < size; i++) {
            boolean watched = i > size * 9 / 10;
            for (int attempt = 0;; attempt++) {
                boolean free = taken.add(source.propose("https://example.org/" + i, attempt));
                if (watched) {
                    proposed++;
                    vain += free ? 0 : 1;
                }
                if (free) {
                    break;
                }
            }
        }
        return 100.0 * vain / proposed;
    }

    /** How often one of the hundred keys behind a known key is another link's, in percent. */
    private static double neighbours(List<String> drawn) {
        Set<String> known = new HashSet<>(drawn);
        List<String> sample = drawn.subList(0, Math.min(1_000, drawn.size() - GUESSES));
        long found = sample.stream().mapToLong(key -> IntStream.rangeClosed(1, GUESSES)
                .filter(step -> known.contains(Base62.encode((Base62.decode(key) + step) % Base62.KEYS))).count())
                .sum();
        return 100.0 * found / (sample.size() * (double) GUESSES);
    }

    /** Of all digits, and of each digit's step to the next key, the one that is spread least evenly. */
    static double worstChiSquare(List<String> drawn) {
        double worst = 0;
        for (int digit = 0; digit < Base62.KEY_LENGTH; digit++) {
            Map<Integer, Integer> counts = new LinkedHashMap<>();
            Map<Integer, Integer> steps = new LinkedHashMap<>();
            int before = 0;
            for (String key : drawn) {
                int symbol = (int) Base62.decode("000000" + key.charAt(digit));
                counts.merge(symbol, 1, Integer::sum);
                steps.merge(Math.floorMod(symbol - before, SYMBOLS), 1, Integer::sum);
                before = symbol;
            }
            worst = Math.max(worst, Math.max(chiSquare(counts, drawn.size()), chiSquare(steps, drawn.size())));
        }
        return worst;
    }

    private static double chiSquare(Map<Integer, Integer> counts, int total) {
        double expected = (double) total / SYMBOLS;
        double sum = 0;
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            double away = counts.getOrDefault(symbol, 0) - expected;
            sum += away * away / expected;
        }
        return sum;
    }

    private static KeySource source(KeyProperties.Strategy strategy, long size, AtomicInteger leases) {
        var table = new AtomicLong();
        var counter = new LeasedCounter(() -> {
            leases.incrementAndGet();
            return table.getAndAdd(BLOCK);
        }, BLOCK, Duration.ofSeconds(5), Executors.newVirtualThreadPerTaskExecutor());
        var random = new Random(42);
        return switch (strategy) {
            case PERMUTED -> new PermutedCounter(counter, new KeyPermutation(SECRET, size));
            case COUNTER -> new PlainCounter(counter);
            case HASH -> new HashedUrl(SECRET, size, random::nextLong);
        };
    }
}
