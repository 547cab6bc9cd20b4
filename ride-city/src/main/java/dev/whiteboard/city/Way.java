package dev.whiteboard.city;

import java.util.List;

/**
 * A way from one corner to another.
 *
 * @param stops each corner on it, and when one is there if one drives as fast as one may
 */
public record Way(List<Stop> stops) {
    public Way {
        stops = List.copyOf(stops);
    }

    /** @param metres from the beginning; @param seconds from the beginning */
    public record Stop(int corner, double metres, double seconds) {}

    public double metres() {
        return stops.getLast().metres();
    }

    public double seconds() {
        return stops.getLast().seconds();
    }
}
