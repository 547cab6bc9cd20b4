package dev.whiteboard.shortener.link;

import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of links.
 *
 * @param publicUrl where short links live, {@code PUBLIC_URL}
 * @param platformPorts every port of this platform on which a link could lead back to it
 * @param defaultExpiry how long a link lives that was made without an expiry; absent: for ever
 */
@ConfigurationProperties("whiteboard.links")
record LinkProperties(String publicUrl, Set<Integer> platformPorts, @Nullable Period defaultExpiry) {}
