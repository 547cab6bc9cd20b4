package dev.whiteboard.ride.route;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of ways.
 *
 * @param enabled whether there is a map; without one all ways are straight lines
 * @param folder where the prepared map is kept
 * @param blocks how many blocks the city has from edge to edge
 * @param deadline how long a batch of ways may take
 * @param workers how many batches are computed at a time
 */
@ConfigurationProperties("whiteboard.ride.routing")
record RoutingProperties(boolean enabled, Path folder, int blocks, Duration deadline, int workers) {}
