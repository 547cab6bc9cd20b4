package dev.whiteboard.city;

/** A place in degrees. */
public record Spot(double lat, double lng) {}
