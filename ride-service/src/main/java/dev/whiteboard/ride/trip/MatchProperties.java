package dev.whiteboard.ride.trip;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the search for a driver.
 *
 * @param enabled whether this node looks for drivers; one that does not leaves it to the others
 * @param radiusKm how far a driver may be from the pickup
 * @param candidates how many drivers are looked at for a ride, the nearest first
 * @param offersAtOnce to how many drivers a ride is offered at a time
 * @param offer how long a driver has to answer
 * @param patience how long a driver is looked for
 * @param retry how long until somebody is looked for again when nobody was there
 * @param poll how long it takes at most to notice what another node left due
 * @param lease how long a ride is left alone that a matcher has taken up
 * @param batch how many rides a matcher takes up at a time
 */
@ConfigurationProperties("whiteboard.ride.match")
public record MatchProperties(boolean enabled, double radiusKm, int candidates, int offersAtOnce, Duration offer,
        Duration patience,
        Duration retry, Duration poll, Duration lease, int batch) {
    private static final double METRES_PER_KM = 1_000;

    public double radiusMetres() {
        return radiusKm * METRES_PER_KM;
    }
}
