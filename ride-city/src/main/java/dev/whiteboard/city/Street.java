package dev.whiteboard.city;

import java.util.List;

/**
 * A street without a fork that changes it: kind and direction are the same from one end to the other.
 *
 * @param corners its corners, in the direction in which it may be driven
 * @param oneWay whether it may be driven in no other direction
 */
public record Street(String name, List<Integer> corners, Kind kind, boolean oneWay) {
    public Street {
        corners = List.copyOf(corners);
    }

    /** What a street is, as OpenStreetMap calls it, and how fast it may be driven. */
    public enum Kind {
        RESIDENTIAL(30), SECONDARY(50), PRIMARY(70), BRIDGE(50);

        private static final double PER_HOUR = 3.6;
        private final int kilometresPerHour;

        Kind(int kilometresPerHour) {
            this.kilometresPerHour = kilometresPerHour;
        }

        public int kilometresPerHour() {
            return kilometresPerHour;
        }

        public double metresPerSecond() {
            return kilometresPerHour / PER_HOUR;
        }
    }
}
