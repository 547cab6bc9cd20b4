package dev.whiteboard.limiter.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.algorithm.LeakingBucket;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;

/** A rule as an administrator reads it. */
record RuleAnswer(
        String id,
        long version,
        String clientType,
        String endpoint,
        long maxRequests,
        long windowSeconds,
        String algorithm,
        @Nullable String key,
        @Nullable Long burst,
        String onRedisFailure,
        boolean shadow,
        Instant createdAt,
        Instant updatedAt) {

    static RuleAnswer of(StoredRule stored) {
        Rule rule = stored.rule();
        return new RuleAnswer(rule.id(), rule.version(), rule.clientType(), rule.endpoint().text(),
                rule.algorithm().quota().requests(), rule.algorithm().quota().window().toSeconds(),
                rule.algorithm().name(), key(rule), burst(rule), rule.onRedisFailure().text(), rule.shadow(),
                stored.createdAt(), stored.updatedAt());
    }

    static @Nullable String key(Rule rule) {
        KeyKind key = rule.key();
        return key == null ? null : key.text();
    }

    static @Nullable Long burst(Rule rule) {
        return switch (rule.algorithm()) {
            case TokenBucket bucket -> bucket.burst();
            case LeakingBucket bucket -> bucket.burst();
            default -> null;
        };
    }
}
