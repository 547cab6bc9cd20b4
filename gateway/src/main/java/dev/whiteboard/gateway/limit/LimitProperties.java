package dev.whiteboard.gateway.limit;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's part in rate limiting.
 *
 * @param redisUrl where the counts live and the rules are published
 * @param ruleSet what to go by until rules have been published: {@code strict} or {@code demo}
 * @param rulesFile where the last good rules rest, for a start without Redis; none for nowhere
 * @param decisionTimeout how long Redis may take for one decision; afterwards the rule's failure policy decides
 */
@ConfigurationProperties("gateway.limits")
public record LimitProperties(
        String redisUrl,
        @DefaultValue("strict") String ruleSet,
        @Nullable Path rulesFile,
        @DefaultValue("15ms") Duration decisionTimeout) {}
