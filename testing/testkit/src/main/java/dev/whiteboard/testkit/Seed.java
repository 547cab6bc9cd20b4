package dev.whiteboard.testkit;

import java.security.SecureRandom;
import java.util.Random;

/**
 * Randomness that can be had again. The seed of the run is drawn once, printed, and comes back with {@code -Dseed=…};
 * each name has a sequence of its own, so the order of tests does not matter.
 */
public final class Seed {

    private static final long VALUE = draw();

    private Seed() {}

    public static long value() {
        return VALUE;
    }

    /** The sequence of that name, from its beginning. */
    public static Random random(String name) {
        return new Random(mix(VALUE ^ mix(name.hashCode())));
    }

    private static long draw() {
        long given = Long.getLong("seed", 0);
        long seed = given != 0 ? given : new SecureRandom().nextLong() >>> 1;
        System.out.println("Seed of this run: -Dseed=" + seed);
        return seed;
    }

    /** SplitMix64's finaliser: neighbouring seeds give unrelated sequences. */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
