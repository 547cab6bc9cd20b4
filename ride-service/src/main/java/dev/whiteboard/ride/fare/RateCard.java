package dev.whiteboard.ride.fare;

/**
 * What is charged for one type of ride, in minor units. A card that has been used is never changed: a new price is a new
 * version, and each quote names the version it was made with.
 *
 * @param booking a fixed part that surge does not touch
 * @param minimum the least that distance and time cost together, before surge
 */
public record RateCard(String version, RideType type, long base, long perKm, long perMinute, long minimum,
        long booking) {}
