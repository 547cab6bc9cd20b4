package dev.whiteboard.limiter.engine.decision;

import java.util.Locale;

/** What decided a request. */
public enum Mode {
    /** Redis, exactly. */
    EXACT,
    /** This node, from an exact refusal that has not run out yet. */
    CACHED,
    /** This node's share, while Redis cannot decide. */
    LOCAL,
    /** Nobody: Redis cannot decide and the rules let everything through. */
    OPEN,
    /** Nobody: Redis cannot decide and a rule refuses everything. */
    CLOSED,
    /** Nobody: no rule binds the request. */
    UNLIMITED;

    /** The mode's name in headers, answers and metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
