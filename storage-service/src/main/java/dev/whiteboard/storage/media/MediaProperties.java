package dev.whiteboard.storage.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of media.
 *
 * @param largest what a medium may have at most
 * @param urlLifetime how long the address for its bytes works
 * @param abandonedAfter when one that nobody completed is given up
 * @param publicUrl where this platform is, {@code PUBLIC_URL}
 */
@ConfigurationProperties("whiteboard.media")
record MediaProperties(DataSize largest, Duration urlLifetime, Duration abandonedAfter, String publicUrl) {}
