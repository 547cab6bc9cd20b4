package dev.whiteboard.simulations;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws 0 … n-1 so that the k-th is drawn k times as rarely as the first (Zipf's law with exponent 1), as links are followed. */
final class Zipf {
    private final double[] upTo;

    Zipf(int size) {
        upTo = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    int draw(RandomGenerator random) {
        int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(place < 0 ? -place - 1 : place, upTo.length - 1);
    }
}
