package dev.whiteboard.limiter.engine.rule;

import java.util.Locale;

/** What a rule does while Redis cannot decide. */
public enum FailurePolicy {
    /** Lets everything through. */
    OPEN,
    /** Refuses everything. */
    CLOSED,
    /** Each node enforces its share of the limit by itself. */
    LOCAL;

    /** The policy's name in rules. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FailurePolicy of(String text) {
        for (FailurePolicy policy : values()) {
            if (policy.text().equals(text)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("must be open, closed or local");
    }
}
