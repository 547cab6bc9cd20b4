package dev.whiteboard.city;

import dev.whiteboard.city.CityMap.Leg;
import dev.whiteboard.city.Way.Stop;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** The quickest ways through a city, by Dijkstra's algorithm: slow, and easy to believe. */
public final class Ways {
    private final CityMap map;
    private final double[] seconds;
    private final double[] metres;
    private final int[] before;

    private record Open(int corner, double seconds) {}

    private Ways(CityMap map) {
        this.map = map;
        this.seconds = new double[map.grid().corners()];
        this.metres = new double[seconds.length];
        this.before = new int[seconds.length];
        Arrays.fill(seconds, Double.POSITIVE_INFINITY);
        Arrays.fill(before, -1);
    }

    /** To everywhere. */
    public static Ways from(CityMap map, int corner) {
        Ways ways = new Ways(map);
        ways.search(corner, -1);
        return ways;
    }

    /** To one corner. */
    public static Way between(CityMap map, int from, int to) {
        Ways ways = new Ways(map);
        ways.search(from, to);
        return ways.to(to);
    }

    private void search(int from, int until) {
        PriorityQueue<Open> open = new PriorityQueue<>(Comparator.comparingDouble(Open::seconds));
        seconds[from] = 0;
        open.add(new Open(from, 0));
        while (!open.isEmpty() && open.peek().corner() != until) {
            Open next = open.remove();
            if (next.seconds() == seconds[next.corner()]) {
                map.from(next.corner()).forEach(leg -> relax(next.corner(), leg, open));
            }
        }
    }

    private void relax(int from, Leg leg, PriorityQueue<Open> open) {
        double at = seconds[from] + leg.seconds();
        if (at < seconds[leg.to()]) {
            seconds[leg.to()] = at;
            metres[leg.to()] = metres[from] + leg.metres();
            before[leg.to()] = from;
            open.add(new Open(leg.to(), at));
        }
    }

    public double seconds(int to) {
        return seconds[to];
    }

    public Way to(int corner) {
        Deque<Stop> stops = new ArrayDeque<>();
        for (int at = corner; at >= 0; at = before[at]) {
            stops.addFirst(new Stop(at, metres[at], seconds[at]));
        }
        return new Way(List.copyOf(stops));
    }
}
