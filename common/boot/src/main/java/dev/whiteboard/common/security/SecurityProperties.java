package dev.whiteboard.common.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of token verification and of a service's doors.
 *
 * @param publicPaths what needs no token: {@code /path/**} or {@code METHOD /path/**}
 * @param identity replicas of identity, normally {@code IDENTITY_URL}
 * @param keysFreshFor how old identity's keys may grow before they are fetched again
 * @param keysPatience the least time between two fetches
 */
@ConfigurationProperties("whiteboard.security")
public record SecurityProperties(
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<URI> identity,
        @DefaultValue("5m") Duration keysFreshFor,
        @DefaultValue("10s") Duration keysPatience) {}
