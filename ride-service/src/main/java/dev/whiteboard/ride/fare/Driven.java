package dev.whiteboard.ride.fare;

/** A way that was, or would be, driven. */
public record Driven(long metres, long seconds) {
    public Driven {
        if (metres < 0 || seconds < 0) {
            throw new IllegalArgumentException("a way has a length and takes time");
        }
    }
}
