package dev.whiteboard.limiter.rules;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.rule.EndpointPattern;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;

/** A rule as an administrator writes it down. */
record RuleRequest(
        String clientType,
        String endpoint,
        long maxRequests,
        long windowSeconds,
        @Nullable String algorithm,
        @Nullable String key,
        @Nullable Long burst,
        @Nullable String onRedisFailure,
        @Nullable Boolean shadow) {

    /** The rule this makes, or a refusal that names the field. */
    Rule toRule(String id, long version) {
        String name = algorithm == null ? "token_bucket" : algorithm;
        Quota quota = quota();
        String kind = key;
        String policy = onRedisFailure;
        EndpointPattern pattern = checked("endpoint", () -> new EndpointPattern(endpoint));
        Algorithm counted = checked(fault(name),
                () -> Algorithm.named(name, quota, burst == null ? maxRequests : burst));
        if (burst != null && !name.endsWith("_bucket")) {
            throw refusal("burst", "applies to token_bucket and leaking_bucket only");
        }
        KeyKind keyKind = kind == null ? null : checked("key", () -> KeyKind.of(kind));
        FailurePolicy failure = policy == null
                ? FailurePolicy.LOCAL
                : checked("on_redis_failure", () -> FailurePolicy.of(policy));
        return checked("client_type", () -> new Rule(id, version, clientType, pattern, counted, keyKind, failure,
                Boolean.TRUE.equals(shadow)));
    }

    private Quota quota() {
        if (windowSeconds < 1 || windowSeconds > Quota.LONGEST_WINDOW.toSeconds()) {
            throw refusal("window_seconds", "must be between 1 and " + Quota.LONGEST_WINDOW.toSeconds());
        }
        return checked("max_requests", () -> Quota.of(maxRequests, Duration.ofSeconds(windowSeconds)));
    }

    /** Which field an algorithm's refusal is about. */
    private String fault(String name) {
        return switch (name) {
            case "token_bucket", "leaking_bucket" -> burst == null ? "max_requests" : "burst";
            case "sliding_window_log" -> "max_requests";
            default -> "algorithm";
        };
    }

    private static <T> T checked(String field, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw refusal(field, String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException refusal(String field, String message) {
        return Problem.of(ErrorCode.VALIDATION_ERROR, message).field(field).asException();
    }
}
