package dev.whiteboard.limiter.engine.decision;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.redis.RedisLink;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.limiter.engine.rule.EndpointPattern;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.Subject;

/** A few nodes of one platform, in one process. */
final class Nodes implements AutoCloseable {
    static final Subject ALICE = Subject.named("gold", "alice");
    /** Long enough that a busy machine never makes the policy decide where a test is about Redis's decision. */
    static final Duration PATIENT = Duration.ofSeconds(5);

    private final List<RedisLink> links = new ArrayList<>();
    private final List<RateLimiter> limiters = new ArrayList<>();

    Nodes(String redisUrl, int count, RuleBook book, Duration timeout, LimiterSettings settings) {
        for (int i = 0; i < count; i++) {
            RedisLink link = new RedisLink(RedisSettings.of(redisUrl, "node-" + i).timeout(timeout));
            links.add(link);
            limiters.add(new RateLimiter(link, book, settings, skewed(i), (path, decision, nanos) -> {}));
        }
        await().until(() -> links.stream().allMatch(link -> link.isOpen() && link.nodes() >= count));
    }

    /** Nodes whose own clocks are a minute early, right, or a minute late. */
    private static InstantSource skewed(int i) {
        return InstantSource.offset(Clock.systemUTC(), Duration.ofMinutes(i % 3 - 1));
    }

    RateLimiter limiter(int i) {
        return limiters.get(i);
    }

    List<RateLimiter> limiters() {
        return limiters;
    }

    RedisLink link(int i) {
        return links.get(i);
    }

    void use(RuleBook book) {
        limiters.forEach(limiter -> limiter.use(book));
    }

    static RuleBook book(Rule... rules) {
        return new RuleBook(1, List.of(rules));
    }

    static Rule rule(String id, Algorithm algorithm) {
        return new Rule(id, 1, "gold", new EndpointPattern("*"), algorithm, null, FailurePolicy.LOCAL, false);
    }

    static Rule rule(String id, Algorithm algorithm, KeyKind key, boolean shadow) {
        return new Rule(id, 1, "gold", new EndpointPattern("*"), algorithm, key, FailurePolicy.LOCAL, shadow);
    }

    static Rule policy(Rule rule, FailurePolicy policy) {
        return new Rule(rule.id(), rule.version(), rule.clientType(), rule.endpoint(), rule.algorithm(), rule.key(),
                policy, rule.shadow());
    }

    static Rule changed(Rule rule, Algorithm algorithm) {
        return new Rule(rule.id(), rule.version() + 1, rule.clientType(), rule.endpoint(), algorithm, rule.key(),
                rule.onRedisFailure(), rule.shadow());
    }

    static Algorithm of(String name, long requests, long seconds) {
        return Algorithm.named(name, Quota.of(requests, Duration.ofSeconds(seconds)), requests);
    }

    static Decision ask(RateLimiter limiter) {
        return limiter.decide(ALICE, "/x").toCompletableFuture().join();
    }

    static Decision askAt(RateLimiter limiter, long micros, long cost) {
        byte[] clock = Long.toString(micros).getBytes(StandardCharsets.UTF_8);
        return limiter.answer(ALICE, "/x", cost, true, clock).toCompletableFuture().join();
    }

    static long admitted(RateLimiter limiter, long micros, int calls) {
        return IntStream.range(0, calls).filter(i -> askAt(limiter, micros, 1).allowed()).count();
    }

    @Override
    public void close() {
        links.forEach(RedisLink::close);
    }
}
