package dev.whiteboard.limiter.engine.decision;

/** Sees every decision; for metrics and reports. Called on the deciding thread, so it must be quick and never block. */
@FunctionalInterface
public interface DecisionListener {
    void decided(String path, Decision decision, long nanos);

    /** Both, one after the other. */
    default DecisionListener and(DecisionListener next) {
        return (path, decision, nanos) -> {
            decided(path, decision, nanos);
            next.decided(path, decision, nanos);
        };
    }
}
