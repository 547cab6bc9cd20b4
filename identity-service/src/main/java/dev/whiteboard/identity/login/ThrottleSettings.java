package dev.whiteboard.identity.login;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The figures of {@link ThrottlePolicy}. */
@ConfigurationProperties("whiteboard.identity.login-throttle")
record ThrottleSettings(
        @DefaultValue("10") int free,
        @DefaultValue("15m") Duration window,
        @DefaultValue("30s") Duration firstDelay,
        @DefaultValue("15m") Duration longestDelay) {
    ThrottlePolicy policy() {
        return new ThrottlePolicy(free, window, firstDelay, longestDelay);
    }
}
