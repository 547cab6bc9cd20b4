package dev.whiteboard.ride.location;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of positions.
 *
 * @param index which index answers who is near
 * @param fresh how long a position says where somebody is
 */
@ConfigurationProperties("whiteboard.ride.location")
record LocationProperties(IndexKind index, Duration fresh) {
    enum IndexKind {
        H3, REDIS
    }
}
