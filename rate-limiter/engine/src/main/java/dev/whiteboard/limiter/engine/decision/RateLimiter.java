package dev.whiteboard.limiter.engine.decision;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.algorithm.Standing;
import dev.whiteboard.limiter.engine.redis.RedisLink;
import dev.whiteboard.limiter.engine.rule.Bound;
import dev.whiteboard.limiter.engine.rule.RuleBook;
import dev.whiteboard.limiter.engine.rule.Subject;

/**
 * Decides which requests pass.
 *
 * <p>
 * Every rule that binds a request is a layer; all layers are decided together by one script inside Redis, on Redis's
 * clock. A decision always comes, within the link's timeout, and never as a failure: when Redis cannot decide, each rule's
 * policy does. Safe for any number of threads; never blocks.
 */
public final class RateLimiter {
    private static final byte[] REDIS_CLOCK = {'0'};

    private final RedisLink redis;
    private final LimiterSettings settings;
    private final DecisionListener listener;
    private final InstantSource clock;
    private final Refusals refusals;
    private final Fallback fallback;
    private volatile ActiveRules rules;

    public RateLimiter(RedisLink redis, RuleBook book, LimiterSettings settings, InstantSource clock,
            DecisionListener listener) {
        this.redis = redis;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.refusals = new Refusals(settings.refusals());
        this.fallback = new Fallback(new LocalShares(settings.shares()), clock);
        this.rules = new ActiveRules(book, settings.partitions());
    }

    public RuleBook rules() {
        return rules.book();
    }

    /** Goes by another book from the next request on. */
    public void use(RuleBook book) {
        rules = new ActiveRules(book, settings.partitions());
    }

    /** Decides a request that counts as one. */
    public CompletionStage<Decision> decide(Subject subject, String path) {
        return decide(subject, path, 1);
    }

    /**
     * Decides a request.
     *
     * @param path without query
     * @param cost how many requests it counts for, at least 1
     */
    public CompletionStage<Decision> decide(Subject subject, String path, long cost) {
        return answer(subject, path, cost, true, REDIS_CLOCK);
    }

    /** What {@link #decide} would say now, without counting anything. */
    public CompletionStage<Decision> peek(Subject subject, String path, long cost) {
        return answer(subject, path, cost, false, REDIS_CLOCK);
    }

    /** @param clock what the scripts take for the time; tests move it */
    CompletionStage<Decision> answer(Subject subject, String path, long cost, boolean take, byte[] clock) {
        if (cost < 1) {
            throw new IllegalArgumentException("cost must be at least 1");
        }
        long begun = System.nanoTime();
        ActiveRules current = rules;
        List<Bound> bounds = current.book().match(subject, path);
        if (bounds.isEmpty()) {
            return CompletableFuture.completedFuture(told(path, Decision.UNLIMITED, begun, take));
        }
        int partition = Math.floorMod(subject.owner().hashCode(), settings.partitions());
        Question question = new Question(current, bounds, partition, cost);
        Decision known = impossible(question);
        if (known == null && take) {
            known = refusals.recall(question, begun);
        }
        if (known == null && !redis.isOpen()) {
            known = fallback.decide(question, redis.nodes(), take);
        }
        return known != null
                ? CompletableFuture.completedFuture(told(path, known, begun, take))
                : ask(question, path, take, clock, begun);
    }

    private CompletionStage<Decision> ask(Question question, String path, boolean take, byte[] clock, long begun) {
        return redis.call(question.script(), question.keys(), question.arguments(clock, take))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        return told(path, fallback.decide(question, redis.nodes(), take), begun, take);
                    }
                    Decision decision = question.decision(answer);
                    fallback.see(question, decision);
                    if (take && !decision.allowed()) {
                        refusals.remember(question, decision, begun);
                    }
                    return told(path, decision, begun, take);
                });
    }

    private Decision told(String path, Decision decision, long begun, boolean take) {
        if (take) {
            listener.decided(path, decision, System.nanoTime() - begun);
        }
        return decision;
    }

    /** A cost that a rule never admits is refused without asking anyone. */
    private @Nullable Decision impossible(Question question) {
        for (int i = 0; i < question.bounds().size(); i++) {
            Bound bound = question.bounds().get(i);
            if (!bound.rule().shadow() && question.cost() > question.algorithm(i).capacity()) {
                Standing standing = new Standing(question.algorithm(i).capacity(), 0, Decision.NEVER, 0);
                return new Decision(false, Mode.EXACT, clock.millis() * 1_000,
                        List.of(new Layer(bound, false, standing, Mode.EXACT)));
            }
        }
        return null;
    }
}
