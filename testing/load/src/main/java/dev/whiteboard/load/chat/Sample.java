package dev.whiteboard.load.chat;

import java.util.Arrays;

/** One figure of one contender over the rounds. A round with errors counts as the worst there is. */
record Sample(String contender, String figure, String unit, double... rounds) {
    private static final double WIDEST = 0.10;

    double median() {
        double[] sorted = sorted();
        return sorted[(sorted.length - 1) / 2];
    }

    private double[] sorted() {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Half the range, as a part of the median. */
    double spread() {
        double[] sorted = sorted();
        return median() == 0 ? 1 : (sorted[sorted.length - 1] - sorted[0]) / 2 / median();
    }

    String row() {
        double[] sorted = sorted();
        return String.format("%-14s %-30s %12.2f %-6s %10.2f..%-10.2f ±%5.1f %%%s", contender, figure, median(), unit,
                sorted[0], sorted[sorted.length - 1], 100 * spread(), spread() > WIDEST ? "  VOID: spread" : "");
    }
}
