package dev.whiteboard.limiter.engine.rule;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.LeakingBucket;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;

/** A rule the way it travels and rests as JSON. */
record RuleRecord(
        String id,
        long version,
        @JsonProperty("client_type") String clientType,
        String endpoint,
        @JsonProperty("max_requests") long maxRequests,
        @JsonProperty("window_seconds") long windowSeconds,
        String algorithm,
        @Nullable String key,
        @Nullable Long burst,
        @JsonProperty("on_redis_failure") String onRedisFailure,
        boolean shadow) {

    static RuleRecord of(Rule rule) {
        Algorithm algorithm = rule.algorithm();
        Long burst = switch (algorithm) {
            case TokenBucket bucket -> bucket.burst();
            case LeakingBucket bucket -> bucket.burst();
            default -> null;
        };
        KeyKind key = rule.key();
        return new RuleRecord(rule.id(), rule.version(), rule.clientType(), rule.endpoint().text(),
                algorithm.quota().requests(), algorithm.quota().window().toSeconds(), algorithm.name(),
                key == null ? null : key.text(), burst, rule.onRedisFailure().text(), rule.shadow());
    }

    Rule toRule() {
        Quota quota = Quota.of(maxRequests, Duration.ofSeconds(windowSeconds));
        return new Rule(id, version, clientType, new EndpointPattern(endpoint),
                Algorithm.named(algorithm, quota, burst == null ? maxRequests : burst),
                key == null ? null : KeyKind.of(key), FailurePolicy.of(onRedisFailure), shadow);
    }
}
