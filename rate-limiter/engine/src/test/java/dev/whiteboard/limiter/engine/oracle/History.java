package dev.whiteboard.limiter.engine.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Quota;

/** A random rule and random arrivals: calm, crowded, in bursts, at borders, and in awkward steps. */
public record History(Algorithm algorithm, List<Arrival> arrivals) {
    /** A Tuesday. */
    private static final long BEGIN = 1_790_000_000_000_000L;

    public static History random(String algorithm, Random random, int calls) {
        Quota quota = Quota.of(1 + random.nextInt(random.nextBoolean() ? 5 : 60),
                Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 3 : 90)));
        long burst = random.nextBoolean() ? quota.requests() : 1 + random.nextInt(80);
        Algorithm chosen = Algorithm.named(algorithm, quota, burst);
        long each = quota.window().toSeconds() * 1_000_000 / quota.requests();
        List<Arrival> arrivals = new ArrayList<>(calls);
        long at = BEGIN + random.nextInt(1_000_000);
        int mood = 0;
        for (int i = 0; i < calls; i++) {
            if (i % 20 == 0) {
                mood = random.nextInt(5);
            }
            at += step(mood, each, quota, at, random);
            long cost = random.nextInt(4) > 0 ? 1 : 1 + random.nextLong(Math.min(4, chosen.capacity()));
            arrivals.add(new Arrival(at, cost));
        }
        return new History(chosen, arrivals);
    }

    private static long step(int mood, long each, Quota quota, long at, Random random) {
        long window = quota.window().toSeconds() * 1_000_000;
        return switch (mood) {
            case 0 -> random.nextInt(50);
            case 1 -> each * 7 / 10;
            case 2 -> random.nextLong(2 * each) + 1;
            case 3 -> random.nextInt(10) == 0 ? random.nextLong(2 * window) : random.nextInt(3);
            default -> random.nextInt(3) == 0 ? window - at % window - 1 + random.nextInt(3) : random.nextInt(2);
        };
    }
}
