package dev.whiteboard.limiter.engine.node;

import java.time.InstantSource;

import dev.whiteboard.limiter.engine.decision.DecisionListener;
import dev.whiteboard.limiter.engine.decision.RateLimiter;
import dev.whiteboard.limiter.engine.denial.DenialBoard;
import dev.whiteboard.limiter.engine.denial.DenialLog;
import dev.whiteboard.limiter.engine.feed.LiveRules;
import dev.whiteboard.limiter.engine.redis.RedisLink;

/** One process's limiter, ready to decide: it starts without Redis and without the service, and finds both by itself. */
public final class LimiterNode implements AutoCloseable {
    private final RedisLink redis;
    private final RateLimiter limiter;
    private final LiveRules rules;
    private final DenialBoard denials;

    /** @param listener sees every decision, for metrics */
    public LimiterNode(NodeSettings settings, InstantSource clock, DecisionListener listener) {
        this.redis = new RedisLink(settings.redis());
        this.denials = new DenialBoard(redis, clock);
        this.limiter = new RateLimiter(redis, settings.rules(), settings.limiter(), clock,
                listener.and(new DenialLog(redis, clock)));
        this.rules = new LiveRules(redis, limiter::use, settings.file(), settings.poll());
    }

    public RateLimiter limiter() {
        return limiter;
    }

    public DenialBoard denials() {
        return denials;
    }

    public RedisLink redis() {
        return redis;
    }

    /** Whether Redis decides; false while each rule's failure policy does. For a gauge. */
    public boolean isExact() {
        return redis.isOpen();
    }

    /** How many nodes share the limits. For a gauge. */
    public int nodes() {
        return redis.nodes();
    }

    @Override
    public void close() {
        rules.close();
        redis.close();
    }
}
