package dev.whiteboard.limiter.engine.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;
import dev.whiteboard.limiter.engine.decision.Decision;
import dev.whiteboard.limiter.engine.decision.LimiterSettings;
import dev.whiteboard.limiter.engine.decision.Mode;
import dev.whiteboard.limiter.engine.decision.RateLimiter;
import dev.whiteboard.limiter.engine.redis.RedisLink;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.EndpointPattern;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.Subject;

/** The engine as the gateway uses it, except for a timeout that a shared machine cannot trip. */
final class Ours implements Contestant {
    static final TokenBucket LIMIT = new TokenBucket(Quota.of(1_000_000, Duration.ofSeconds(1)));

    private final RedisLink link;
    private final RateLimiter limiter;

    private final int port;

    Ours(int port) {
        this.port = port;
        String url = "redis://127.0.0.1:" + port;
        Rule rule = new Rule("bench", 1, "free_tier", new EndpointPattern("/api/*"), LIMIT, KeyKind.API_KEY,
                FailurePolicy.CLOSED, false);
        link = new RedisLink(RedisSettings.of(url, "bench").timeout(Duration.ofSeconds(5)));
        limiter = new RateLimiter(link, new RuleBook(1, List.of(rule)), LimiterSettings.USUAL, Clock.systemUTC(),
                (path, decision, nanos) -> {});
    }

    boolean ready() {
        return link.isOpen();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public CompletionStage<Decision> decide(int client) {
        String id = "key_" + client;
        return limiter.decide(Subject.keyed("free", id, id), "/api/v1/search").thenApply(decision -> {
            if (decision.mode() != Mode.EXACT || !decision.allowed()) {
                throw new IllegalStateException(decision.toString());
            }
            return decision;
        });
    }

    @Override
    public void close() {
        link.close();
    }
}
