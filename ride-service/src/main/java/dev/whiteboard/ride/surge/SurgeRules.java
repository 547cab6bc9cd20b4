package dev.whiteboard.ride.surge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Draws the next map from the last one and from who wants and who offers a ride in each cell. Plain arithmetic in
 * hundredths, the same on every node.
 *
 * <p>Supply and demand are taken over a cell and its neighbours, the cell counting for as much as they do together, so one
 * corner does not make a price. From the last value a cell moves by {@code step} at most, and not at all for less than
 * {@code slack}: a step of demand leads up and stays there, instead of swinging. At the end no two neighbours differ by more
 * than {@code jump}: the lower one is raised.
 */
final class SurgeRules {
    static final int NONE = 100;

    private final LongFunction<List<Long>> neighbours;
    private final SurgeProperties properties;

    /** @param neighbours of a cell, without itself */
    SurgeRules(LongFunction<List<Long>> neighbours, SurgeProperties properties) {
        this.neighbours = neighbours;
        this.properties = properties;
    }

    /** @return the cells that are above 1, in their order */
    Map<Long, Integer> next(Map<Long, Integer> last, Map<Long, Integer> demand, Map<Long, Integer> supply) {
        Set<Long> touched = new HashSet<>(last.keySet());
        demand.keySet().forEach(cell -> {
            touched.add(cell);
            touched.addAll(neighbours.apply(cell));
        });
        Map<Long, Integer> moved = new HashMap<>();
        for (Long cell : touched) {
            int value = moved(last.getOrDefault(cell, NONE), wanted(cell, demand, supply));
            if (value > NONE) {
                moved.put(cell, value);
            }
        }
        return bounded(moved);
    }

    private int wanted(long cell, Map<Long, Integer> demand, Map<Long, Integer> supply) {
        List<Long> around = neighbours.apply(cell);
        double riders = smoothed(cell, around, demand);
        double drivers = smoothed(cell, around, supply);
        double tooMany = Math.max(0, riders - drivers) / Math.max(1, drivers);
        return (int) Math.min(properties.cap(), NONE + Math.round(properties.slope() * tooMany));
    }

    private static double smoothed(long cell, List<Long> around, Map<Long, Integer> counts) {
        int others = around.stream().mapToInt(near -> counts.getOrDefault(near, 0)).sum();
        return counts.getOrDefault(cell, 0) + others / (double) around.size();
    }

    private int moved(int from, int to) {
        int difference = to - from;
        if (Math.abs(difference) < properties.slack() && to != NONE) {
            return from;
        }
        return from + Math.clamp(difference, -properties.step(), properties.step());
    }

    /** Raises whatever lies too far below a neighbour, from the highest cells outwards, each cell once. */
    private Map<Long, Integer> bounded(Map<Long, Integer> cells) {
        record Raised(long cell, int value) {}
        Map<Long, Integer> bounded = new TreeMap<>();
        var highest = new PriorityQueue<>(Comparator.comparingInt(Raised::value).reversed());
        cells.forEach((cell, value) -> highest.add(new Raised(cell, value)));
        while (!highest.isEmpty()) {
            Raised raised = highest.remove();
            if (bounded.putIfAbsent(raised.cell(), raised.value()) == null
                    && raised.value() - properties.jump() > NONE) {
                neighbours.apply(raised.cell())
                        .forEach(near -> highest.add(new Raised(near, raised.value() - properties.jump())));
            }
        }
        return bounded;
    }
}
