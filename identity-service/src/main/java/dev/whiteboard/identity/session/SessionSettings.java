package dev.whiteboard.identity.session;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a person stays signed in.
 *
 * @param accessLifetime of an access token
 * @param refreshLifetime of each refresh token, counted from its own birth
 * @param grace how long after its rotation a token still answers with the same successor
 */
@ConfigurationProperties("whiteboard.identity.session")
record SessionSettings(
        @DefaultValue("15m") Duration accessLifetime,
        @DefaultValue("30d") Duration refreshLifetime,
        @DefaultValue("30s") Duration grace) {}
