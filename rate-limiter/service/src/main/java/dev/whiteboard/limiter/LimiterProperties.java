package dev.whiteboard.limiter;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the service.
 *
 * @param redisUrl where counters live and rules are published
 * @param ruleSet the rules that a new database begins with: {@code strict} or {@code demo}
 * @param decisionTimeout how long Redis may take for one decision
 * @param publishEvery how often the published rules are compared with the database
 * @param mostRules how many rules there may be
 */
@ConfigurationProperties("whiteboard.rate-limiter")
public record LimiterProperties(
        String redisUrl,
        @DefaultValue("strict") String ruleSet,
        @DefaultValue("15ms") Duration decisionTimeout,
        @DefaultValue("500ms") Duration publishEvery,
        @DefaultValue("1000") int mostRules) {}
