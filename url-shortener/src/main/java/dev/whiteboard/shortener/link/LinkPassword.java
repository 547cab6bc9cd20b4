package dev.whiteboard.shortener.link;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a link's maker wants visitors to know. Guesses are slow, so four characters do; long ones only cost time. */
record LinkPassword(String text) {
    static final String FIELD = "password";
    static final int SHORTEST = 4;
    static final int LONGEST = 128;

    static Checked<Optional<LinkPassword>> check(@Nullable String wished) {
        if (wished == null) {
            return Checked.accepted(Optional.empty());
        }
        int length = wished.codePointCount(0, wished.length());
        return length < SHORTEST || length > LONGEST || wished.isBlank()
                ? Checked.refused(FIELD, "must have 4 to 128 characters, not only spaces")
                : Checked.accepted(Optional.of(new LinkPassword(wished)));
    }

    @Override
    public String toString() {
        return "****";
    }
}
