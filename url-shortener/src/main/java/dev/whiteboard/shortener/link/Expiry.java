package dev.whiteboard.shortener.link;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a link ends. */
final class Expiry {
    static final String FIELD = "expires_at";

    private Expiry() {}

    /**
     * @param wished what the maker of the link asked for, or null
     * @param usual how long links live whose makers ask for nothing; null for ever
     * @return the instant from which the link is gone, or nothing if it stays
     */
    static Checked<Optional<Instant>> decide(@Nullable Instant wished, @Nullable Period usual, Instant now) {
        if (wished != null) {
            return wished.isAfter(now)
                    ? Checked.accepted(Optional.of(wished))
                    : Checked.refused(FIELD, "must be in the future");
        }
        return Checked.accepted(
                Optional.ofNullable(usual).map(period -> now.atOffset(ZoneOffset.UTC).plus(period).toInstant()));
    }
}
