package dev.whiteboard.ride.city;

import dev.whiteboard.ride.geo.Frame;
import dev.whiteboard.ride.geo.Position;
import java.util.Currency;

/**
 * A city that is served: the unit in which drivers are licensed, positions are sharded and prices are set.
 *
 * @param radiusMetres how far from the centre a ride may begin
 */
public record City(String name, Position centre, double radiusMetres, Currency currency, Frame frame) {

    boolean contains(Position place) {
        return centre.metresTo(place) <= radiusMetres;
    }
}
