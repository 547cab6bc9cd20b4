package dev.whiteboard.ride.driver;

import java.time.Instant;

/** Somebody who drives in a city. */
public record Driver(String id, String city, Vehicle vehicle, String licenseNumber, boolean available,
        Instant createdAt) {

    /** As clients read it. */
    public String status() {
        return available ? "available" : "offline";
    }
}
