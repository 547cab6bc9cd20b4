package dev.whiteboard.ride.location;

import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a driver was.
 *
 * @param heading in degrees, clockwise from north
 * @param speed in km/h
 * @param at on the driver's clock, but never later than on ours
 */
public record Fix(String driverId, Position position, @Nullable Double heading, @Nullable Double speed, Instant at) {}
