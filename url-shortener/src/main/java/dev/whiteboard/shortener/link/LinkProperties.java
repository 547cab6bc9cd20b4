package dev.whiteboard.shortener.link;

import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.PeriodStyle;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of links.
 *
 * @param publicUrl where short links live, {@code PUBLIC_URL}
 * @param platformPorts every port of this platform on which a link could lead back to it
 * @param otherHosts further hosts whose links are ours, so that no link leads there
 * @param defaultExpiry how long a link lives that was made without an expiry, such as {@code 5y} or {@code 30d}; {@code off}
 *        for ever
 */
@ConfigurationProperties("whiteboard.links")
record LinkProperties(String publicUrl, Set<Integer> platformPorts, Set<String> otherHosts,
        String defaultExpiry) {

    /** How long a link lives whose maker asks for nothing; null for ever. */
    @Nullable
    Period usualLife() {
        return defaultExpiry.isBlank() || defaultExpiry.equals("off")
                ? null
                : PeriodStyle.detectAndParse(defaultExpiry);
    }
}
