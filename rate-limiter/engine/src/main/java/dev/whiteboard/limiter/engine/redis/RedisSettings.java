package dev.whiteboard.limiter.engine.redis;

import java.time.Duration;

/**
 * How a node talks to Redis.
 *
 * @param url {@code redis://host:port[/database]}
 * @param node this node's name among its siblings
 * @param timeout how long one call may take; after it the rule's policy decides
 * @param tolerated failures in a row after which Redis is no longer asked
 * @param heartbeat how often the node says that it is alive and finds out whether Redis is
 * @param silence how long a silent node still counts for its share
 * @param bystander whether the node stands beside the traffic: then the others' shares do not shrink for it
 */
public record RedisSettings(String url, String node, Duration timeout, int tolerated, Duration heartbeat,
        Duration silence, boolean bystander) {

    public static RedisSettings of(String url, String node) {
        return new RedisSettings(url, node, Duration.ofMillis(15), 5, Duration.ofMillis(250), Duration.ofSeconds(5),
                false);
    }

    public RedisSettings timeout(Duration timeout) {
        return new RedisSettings(url, node, timeout, tolerated, heartbeat, silence, bystander);
    }

    public RedisSettings standingBy() {
        return new RedisSettings(url, node, timeout, tolerated, heartbeat, silence, true);
    }
}
