package dev.whiteboard.shortener.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.util.BitSet;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPermutationTest {
    private static final int SYMBOLS = 62;
    /** χ² with 61 degrees of freedom exceeds 130 with a probability below 10⁻⁶. */
    private static final double UNLIKELY = 130;

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 10, 62, 255, 256, 257, 62 * 62, 20_000})
    @Promise("shortener.keys-never-collide")
    void everyNumberOfTheDomainComesOutOnce(long size) {
        var permutation = new KeyPermutation(secret(), size);
        var seen = new BitSet();
        for (long number = 0; number < size; number++) {
            long image = permutation.permute(number);
            assertThat(image).isBetween(0L, size - 1);
            seen.set((int) image);
        }
        assertThat(seen.cardinality()).isEqualTo((int) size);
    }

    @Test
    @Promise("shortener.keys-unguessable")
    void consecutiveKeysAreUnrelated() {
        var permutation = new KeyPermutation(secret(), Base62.KEYS);
        looksDrawn(permutation::permute);
    }

    @Test
    @Promise(value = "shortener.keys-unguessable", naive = true)
    void aPlainCounterDoesNotLookDrawn() {
        Toy.mustFail(1, () -> looksDrawn(number -> number));
    }

    @Test
    @Promise(value = "shortener.keys-unguessable", naive = true)
    void aMultiplicativeScrambleDoesNotLookDrawn() {
        Toy.mustFail(1, () -> looksDrawn(number -> Math.floorMod(number * 1_580_030_173L, Base62.KEYS)));
    }

    @Test
    void anotherSecretIsAnotherOrder() {
        var one = new KeyPermutation("one".repeat(11).getBytes(UTF_8), Base62.KEYS);
        var other = new KeyPermutation("two".repeat(11).getBytes(UTF_8), Base62.KEYS);
        assertThat(one.permute(1))
                .isEqualTo(new KeyPermutation("one".repeat(11).getBytes(UTF_8), Base62.KEYS).permute(1))
                .isNotEqualTo(other.permute(1));
    }

    /** Every digit of a key, and how each digit differs from the same digit of the key before, is spread evenly. */
    private static void looksDrawn(LongUnaryOperator source) {
        int keys = Scale.rounds(20_000);
        long first = Seed.random("first number").nextLong(Base62.KEYS - keys);
        String[] words = LongStream.range(first, first + keys).map(source).mapToObj(Base62::encode)
                .toArray(String[]::new);
        for (int digit = 0; digit < Base62.KEY_LENGTH; digit++) {
            double[] counts = new double[SYMBOLS];
            double[] steps = new double[SYMBOLS];
            int before = 0;
            for (int i = 0; i < keys; i++) {
                int symbol = symbol(words[i].charAt(digit));
                counts[symbol]++;
                steps[Math.floorMod(symbol - before, SYMBOLS)]++;
                before = symbol;
            }
            assertThat(chiSquare(counts, keys)).as("digit %d", digit).isLessThan(UNLIKELY);
            assertThat(chiSquare(steps, keys)).as("steps of digit %d", digit).isLessThan(UNLIKELY);
        }
    }

    private static int symbol(char digit) {
        return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(digit);
    }

    private static double chiSquare(double[] counts, int total) {
        double expected = (double) total / counts.length;
        double sum = 0;
        for (double count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static byte[] secret() {
        Random random = Seed.random("key secret");
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return secret;
    }
}
