package dev.whiteboard.drills;

/** A user who was registered for a drill. */
public record Somebody(String id, String token) {}
