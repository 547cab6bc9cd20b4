package dev.whiteboard.video.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How edge caches are reached.
 *
 * @param redis where the log lies that they read
 * @param patience how long it may take to write to it
 */
@ConfigurationProperties("whiteboard.video.edge")
record EdgeProperties(String redis, Duration patience) {}
