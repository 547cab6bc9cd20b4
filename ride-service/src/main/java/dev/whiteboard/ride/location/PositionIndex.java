package dev.whiteboard.ride.location;

import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import java.util.List;

/** Knows the latest position of every driver of a city, and who is near a place. */
interface PositionIndex {

    /**
     * @param since drivers who have not been heard of since then do not count
     * @return at most so many drivers within the radius, all of the nearest, the nearest first
     */
    List<Nearby> nearest(City city, Position place, double radiusMetres, int most, Instant since);
}
