package dev.whiteboard.limiter.engine.decision;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Standing;
import dev.whiteboard.limiter.engine.rule.Bound;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;

/** Decides without Redis: each rule by its own policy, together all or nothing. */
final class Fallback {
    private static final long COME_BACK = 1_000_000;

    private final LocalShares shares;
    private final InstantSource clock;

    Fallback(LocalShares shares, InstantSource clock) {
        this.shares = shares;
        this.clock = clock;
    }

    Decision decide(Question question, int nodes, boolean take) {
        Layer[] layers = new Layer[question.bounds().size()];
        boolean allowed = true;
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer(question, i, nodes);
            allowed &= !layers[i].refuses();
        }
        if (!allowed || !take) {
            putBack(question, layers, nodes);
        }
        return new Decision(allowed, mode(layers, allowed), clock.millis() * 1_000, List.of(layers));
    }

    /** Learns from Redis's own decision what the shares would have to go on from. */
    void see(Question question, Decision decision) {
        long now = System.nanoTime();
        for (int i = 0; i < decision.layers().size(); i++) {
            Layer layer = decision.layers().get(i);
            if (layer.bound().rule().onRedisFailure() == FailurePolicy.LOCAL) {
                shares.see(question.key(i), question.algorithm(i), layer.standing(), now);
            }
        }
    }

    private Layer layer(Question question, int i, int nodes) {
        Bound bound = question.bounds().get(i);
        Algorithm algorithm = question.algorithm(i);
        return switch (bound.rule().onRedisFailure()) {
            case OPEN -> new Layer(bound, true, new Standing(algorithm.capacity(), 0, 0, 0), Mode.OPEN);
            case CLOSED -> new Layer(bound, false, new Standing(0, COME_BACK, COME_BACK, 0), Mode.CLOSED);
            case LOCAL -> {
                Standing standing = shares.take(question.key(i), algorithm, nodes, question.cost(), System.nanoTime());
                yield new Layer(bound, standing.retry() == 0, standing, Mode.LOCAL);
            }
        };
    }

    private void putBack(Question question, Layer[] layers, int nodes) {
        for (int i = 0; i < layers.length; i++) {
            if (layers[i].mode() == Mode.LOCAL && layers[i].fits()) {
                shares.putBack(question.key(i), question.algorithm(i), nodes, question.cost());
            }
        }
    }

    /** Of the layers that made the decision, the strictest's mode. */
    private static Mode mode(Layer[] layers, boolean allowed) {
        List<Mode> modes = Arrays.stream(layers).filter(layer -> allowed || layer.refuses()).map(Layer::mode).toList();
        if (modes.contains(Mode.CLOSED)) {
            return Mode.CLOSED;
        }
        return modes.contains(Mode.LOCAL) ? Mode.LOCAL : Mode.OPEN;
    }
}
