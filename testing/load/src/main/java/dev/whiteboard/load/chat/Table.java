package dev.whiteboard.load.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects figures round by round and prints medians and ratios. */
final class Table {
    private final Map<List<String>, List<Double>> figures = new LinkedHashMap<>();

    void add(String contender, String figure, String unit, double value) {
        figures.computeIfAbsent(List.of(contender, figure, unit), key -> new ArrayList<>()).add(value);
    }

    void print() {
        System.out.printf("%-14s %-30s %12s %-6s %22s %9s%n", "server", "figure", "median", "", "range", "spread");
        samples().forEach(sample -> System.out.println(sample.row()));
    }

    private List<Sample> samples() {
        return figures.entrySet().stream().map(entry -> new Sample(entry.getKey().get(0), entry.getKey().get(1),
                entry.getKey().get(2), entry.getValue().stream().mapToDouble(Double::doubleValue).toArray())).toList();
    }

    /** Ours over theirs, held to a target; silent when one of them did not run. */
    void ratio(String figure, String ours, String theirs, boolean atMost, double target) {
        List<Sample> both = samples().stream().filter(sample -> sample.figure().equals(figure)).toList();
        var one = both.stream().filter(sample -> sample.contender().equals(ours)).findFirst();
        var other = both.stream().filter(sample -> sample.contender().equals(theirs)).findFirst();
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        double ratio = one.get().median() / other.get().median();
        verdict(figure + ", " + ours + " / " + theirs, ratio, atMost, target);
    }

    /** One contender's median, held to a target. */
    void limit(String figure, String ours, double most) {
        samples().stream().filter(sample -> sample.figure().equals(figure) && sample.contender().equals(ours))
                .forEach(sample -> verdict(figure + ", " + ours, sample.median(), true, most));
    }

    private static void verdict(String what, double value, boolean atMost, double target) {
        boolean met = atMost ? value <= target : value >= target;
        System.out.printf("%-62s %8.2f   target %s %.2f   %s%n", what, value, atMost ? "at most" : "at least", target,
                met ? "met" : "MISSED");
    }
}
