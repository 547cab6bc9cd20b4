package dev.whiteboard.limiter.engine.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;

/** The rules that ship. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum RuleSet {
    /** For production: few requests for strangers, more for those who pay. */
    STRICT(List.of(
            rule("strict-default", Rule.DEFAULT, "*", 50, null),
            rule("strict-free", "free_tier", "/api/v1/*", 100, KeyKind.API_KEY),
            rule("strict-paid", "paid_tier", "/api/v1/*", 1_000, KeyKind.API_KEY))),
    /** For a machine on which one person plays everybody. */
    DEMO(List.of(
            rule("demo-anonymous", Rule.DEFAULT, "*", 3_000, KeyKind.IP),
            rule("demo-shorten", Rule.DEFAULT, "/api/v1/shorten", 1_200, KeyKind.IP),
            rule("demo-signed-in", Rule.DEFAULT, "*", 6_000, KeyKind.USER),
            rule("demo-free", "free_tier", "*", 6_000, KeyKind.API_KEY),
            rule("demo-paid", "paid_tier", "*", 60_000, KeyKind.API_KEY)));

    private final List<Rule> rules;

    RuleSet(List<Rule> rules) {
        this.rules = rules;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** What a node goes by until it has learned better: version 0 gives way to every book that was ever published. */
    public RuleBook book() {
        return new RuleBook(0, rules);
    }

    public static RuleSet of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Rule rule(String id, String clientType, String endpoint, long perMinute, @Nullable KeyKind key) {
        return new Rule(id, 1, clientType, new EndpointPattern(endpoint),
                new TokenBucket(Quota.of(perMinute, Duration.ofMinutes(1))), key, FailurePolicy.LOCAL, false);
    }
}
