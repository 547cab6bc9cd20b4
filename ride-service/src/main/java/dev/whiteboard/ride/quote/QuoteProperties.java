package dev.whiteboard.ride.quote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of quotes.
 *
 * @param valid how long the price holds
 * @param longestKm the longest ride that is driven, in a straight line
 */
@ConfigurationProperties("whiteboard.ride.quote")
record QuoteProperties(Duration valid, double longestKm) {}
