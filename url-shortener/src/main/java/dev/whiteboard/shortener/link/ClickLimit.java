package dev.whiteboard.shortener.link;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a link may be followed.
 *
 * @param most how often in all
 * @param left how often still
 */
public record ClickLimit(int most, int left) {
    static final String FIELD = "max_clicks";
    static final int HIGHEST = 1_000_000_000;

    public boolean usedUp() {
        return left == 0;
    }

    /** @return the highest number of clicks that was asked for, or nothing if nobody asked for one */
    static Checked<Optional<Integer>> check(@Nullable Integer wished) {
        return wished == null || (wished >= 1 && wished <= HIGHEST)
                ? Checked.accepted(Optional.ofNullable(wished))
                : Checked.refused(FIELD, "must be between 1 and 1,000,000,000");
    }
}
