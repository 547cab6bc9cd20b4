package dev.whiteboard.limiter.engine.oracle;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.FixedWindow;
import dev.whiteboard.limiter.engine.algorithm.LeakingBucket;
import dev.whiteboard.limiter.engine.algorithm.SlidingWindowCounter;
import dev.whiteboard.limiter.engine.algorithm.SlidingWindowLog;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;

/** An algorithm as its textbook tells it: slow, without limits of precision, and written another way than the scripts. */
public interface Model {

    /** Whether a request at that time passes; if so it is counted. */
    boolean admit(long nowMicros, long cost);

    static Model of(Algorithm algorithm) {
        long limit = algorithm.quota().requests();
        long window = algorithm.quota().window().toSeconds() * 1_000_000;
        return switch (algorithm) {
            case TokenBucket bucket -> new TokenModel(limit, window, bucket.burst());
            case LeakingBucket bucket -> new QueueModel(limit, window, bucket.burst());
            case FixedWindow fixed -> new WindowModel(limit, window);
            case SlidingWindowLog log -> new LogModel(limit, window);
            case SlidingWindowCounter counter -> new WeightedModel(limit, window);
        };
    }
}
