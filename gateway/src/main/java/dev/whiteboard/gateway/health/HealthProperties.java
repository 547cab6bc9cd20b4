package dev.whiteboard.gateway.health;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the platform should consist of.
 *
 * @param services the services that were asked for
 * @param every how often each is looked at
 * @param patience how long it may take to answer
 */
@ConfigurationProperties("gateway.health")
public record HealthProperties(
        List<String> services,
        @DefaultValue("1s") Duration every,
        @DefaultValue("900ms") Duration patience) {}
