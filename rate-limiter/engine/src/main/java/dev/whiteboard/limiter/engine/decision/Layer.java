package dev.whiteboard.limiter.engine.decision;

import dev.whiteboard.limiter.engine.algorithm.Standing;
import dev.whiteboard.limiter.engine.rule.Bound;
import dev.whiteboard.limiter.engine.rule.Rule;

/**
 * One rule's part in a decision.
 *
 * @param bound the rule, and whom it counted for
 * @param fits whether this rule by itself admits the request
 * @param standing where the client stands with it now
 * @param mode what decided this layer
 */
public record Layer(Bound bound, boolean fits, Standing standing, Mode mode) {
    public Rule rule() {
        return bound.rule();
    }

    /** Whether this layer is why the request is refused. */
    public boolean refuses() {
        return !fits && !rule().shadow();
    }
}
