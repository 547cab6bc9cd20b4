package dev.whiteboard.ride.surge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of surge; multipliers are hundredths.
 *
 * @param enabled whether there is any
 * @param every how often the map is drawn anew
 * @param demand how long a request counts
 * @param slope what a rider too many for each driver adds
 * @param cap the highest multiplier
 * @param step the most that a cell changes in one round
 * @param slack what is too little to change for, so that a cell at the edge does not flicker
 * @param jump the most that neighbours differ by
 */
@ConfigurationProperties("whiteboard.ride.surge")
record SurgeProperties(boolean enabled, Duration every, Duration demand, int slope, int cap, int step, int slack,
        int jump) {}
