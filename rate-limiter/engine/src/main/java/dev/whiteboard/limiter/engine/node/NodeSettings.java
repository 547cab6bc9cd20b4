package dev.whiteboard.limiter.engine.node;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.decision.LimiterSettings;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.RuleBook;

/**
 * Everything one process's limiter needs to know.
 *
 * @param redis how to reach Redis
 * @param limiter its part among the nodes
 * @param rules what to go by until published rules are found
 * @param file where the last good rules rest; null for nowhere
 * @param poll how often to look for new rules without being told
 */
public record NodeSettings(
        RedisSettings redis,
        LimiterSettings limiter,
        RuleBook rules,
        @Nullable Path file,
        Duration poll) {

    public static NodeSettings of(String redisUrl, String node, RuleBook rules) {
        return new NodeSettings(RedisSettings.of(redisUrl, node), LimiterSettings.USUAL, rules, null,
                Duration.ofSeconds(1));
    }

    public NodeSettings file(Path file) {
        return new NodeSettings(redis, limiter, rules, file, poll);
    }

    public NodeSettings redis(RedisSettings redis) {
        return new NodeSettings(redis, limiter, rules, file, poll);
    }
}
