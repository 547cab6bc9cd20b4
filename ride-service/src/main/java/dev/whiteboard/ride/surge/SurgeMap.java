package dev.whiteboard.ride.surge;

import java.time.Instant;
import java.util.Map;

/**
 * The multipliers of a city at a time.
 *
 * @param version grows by one with each change
 * @param cells in hundredths, by H3 cell; what is not there is 100
 */
record SurgeMap(String city, long version, Instant at, Map<Long, Integer> cells) {
    SurgeMap {
        cells = Map.copyOf(cells);
    }
}
