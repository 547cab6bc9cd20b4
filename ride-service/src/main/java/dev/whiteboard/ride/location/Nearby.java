package dev.whiteboard.ride.location;

/** A driver and how far away, in a straight line. */
public record Nearby(String driverId, double metres) {}
