package dev.whiteboard.ride.city;

import java.util.Currency;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The cities by name. */
@ConfigurationProperties("whiteboard.ride")
record CityProperties(Map<String, Place> cities) {

    /** @param radiusKm how far from the centre a ride may begin */
    record Place(double lat, double lng, double radiusKm, Currency currency) {}
}
