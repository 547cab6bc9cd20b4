package dev.whiteboard.video.catalog;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How videos are shown.
 *
 * @param publicUrl the platform's door, {@code PUBLIC_URL}; what is played is fetched there
 */
@ConfigurationProperties("whiteboard.video")
record CatalogProperties(String publicUrl) {}
