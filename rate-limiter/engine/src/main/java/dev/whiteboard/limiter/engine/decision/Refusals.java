package dev.whiteboard.limiter.engine.decision;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.whiteboard.limiter.engine.algorithm.Standing;
import dev.whiteboard.limiter.engine.rule.Bound;

/**
 * Clients that Redis refused, until the instant before which it would refuse them again: an attack on one key stays on
 * this node.
 *
 * <p>
 * Remembering loses nothing. Time alone brings capacity back, at a pace the refusal already counted with; others can only
 * take from it. The wait is measured on this process's monotonic clock from before the question was sent, so the memory
 * ends, if anything, early. A changed rule forgets it.
 */
final class Refusals {
    private static final long SHORTEST = 1_000;

    private final Cache<String, Refusal> refusals;
    private final boolean remembers;

    private record Refusal(long version, long cost, long until, long now, Standing standing) {}

    Refusals(long most) {
        this.remembers = most > 0;
        this.refusals = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    void remember(Question question, Decision decision, long sent) {
        for (int i = 0; i < decision.layers().size(); i++) {
            Layer layer = decision.layers().get(i);
            if (remembers && layer.refuses() && layer.standing().retry() > SHORTEST) {
                refusals.put(question.key(i), new Refusal(layer.rule().version(), question.cost(),
                        sent + layer.standing().retry() * 1_000, decision.now(), layer.standing()));
            }
        }
    }

    /** The same answer as Redis would give, or null when only Redis can tell. */
    @Nullable
    Decision recall(Question question, long now) {
        for (int i = 0; i < question.bounds().size(); i++) {
            Bound bound = question.bounds().get(i);
            if (bound.rule().shadow()) {
                continue;
            }
            Refusal refusal = refusals.getIfPresent(question.key(i));
            if (refusal == null) {
                continue;
            }
            if (refusal.until - now <= 0) {
                refusals.asMap().remove(question.key(i), refusal);
            } else if (refusal.version == bound.rule().version() && question.cost() >= refusal.cost) {
                return again(bound, refusal, (refusal.until - now) / 1_000 + 1);
            }
        }
        return null;
    }

    private static Decision again(Bound bound, Refusal refusal, long left) {
        Standing then = refusal.standing;
        long passed = Math.max(0, then.retry() - left);
        Standing standing = new Standing(then.remaining(), Math.max(left, then.reset() - passed), left, 0);
        List<Layer> layers = new ArrayList<>(1);
        layers.add(new Layer(bound, false, standing, Mode.CACHED));
        return new Decision(false, Mode.CACHED, refusal.now + passed, layers);
    }
}
