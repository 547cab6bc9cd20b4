package dev.whiteboard.ride.dispatch;

import dev.whiteboard.ride.pairing.Assignment;
import dev.whiteboard.ride.trip.Ride;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says to whom rides are to be offered. */
@Component
class Pairings {
    private final Bids bids;
    private final PairingProperties properties;

    Pairings(Bids bids, PairingProperties properties) {
        this.bids = bids;
        this.properties = properties;
    }

    /** Whom to offer the ride, the best first, if it is looked at alone. */
    List<String> alone(Ride ride) {
        return bids.of(ride).stream().map(Bid::driverId).toList();
    }

    /** One driver for each ride, or none, so that all together come to the lowest cost. */
    Map<String, List<String>> together(List<Ride> rides) {
        List<List<Bid>> offered = rides.stream().map(bids::of).toList();
        Map<String, Integer> columns = new TreeMap<>();
        offered.forEach(all -> all.forEach(bid -> columns.putIfAbsent(bid.driverId(), columns.size())));
        List<String> drivers = new ArrayList<>(columns.keySet());
        columns.forEach((driver, column) -> drivers.set(column, driver));
        int[] chosen = Assignment.solve(costs(offered, columns), columns.size(), properties.longest().toSeconds());
        Map<String, List<String>> pairs = new HashMap<>();
        for (int row = 0; row < chosen.length; row++) {
            pairs.put(rides.get(row).id(),
                    chosen[row] == Assignment.NONE ? List.of() : List.of(drivers.get(chosen[row])));
        }
        return pairs;
    }

    private static long[][] costs(List<List<Bid>> offered, Map<String, Integer> columns) {
        long[][] costs = new long[offered.size()][columns.size()];
        for (int row = 0; row < costs.length; row++) {
            Arrays.fill(costs[row], Assignment.FORBIDDEN);
            for (Bid bid : offered.get(row)) {
                costs[row][columns.getOrDefault(bid.driverId(), 0)] = bid.cost();
            }
        }
        return costs;
    }

    /** What chooses: the strategy, and the version of what it weighs. */
    String by() {
        return properties.by();
    }

    boolean inBatches() {
        return bids.inBatches();
    }
}
