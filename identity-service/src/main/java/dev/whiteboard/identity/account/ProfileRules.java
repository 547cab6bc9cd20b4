package dev.whiteboard.identity.account;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What a display name and an e-mail address may look like; each check names the broken rule, or nothing. */
public final class ProfileRules {
    static final int LONGEST_DISPLAY_NAME = 64;
    static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]+");

    private ProfileRules() {}

    public static Optional<Problem> displayName(String name) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_DISPLAY_NAME) {
            return refusal("display_name", "must have 1 to " + LONGEST_DISPLAY_NAME + " characters");
        }
        return unprintable(name) ? refusal("display_name", "must not contain control characters") : Optional.empty();
    }

    public static Optional<Problem> email(@Nullable String email) {
        if (email == null) {
            return Optional.empty();
        }
        return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches()
                ? Optional.empty()
                : refusal("email", "must be an e-mail address of at most " + LONGEST_EMAIL + " characters");
    }

    /** Control characters, and halves of surrogate pairs, which no database column can hold. */
    private static boolean unprintable(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static Optional<Problem> refusal(String field, String rule) {
        return Optional.of(Problem.of(ErrorCode.VALIDATION_ERROR, field + " " + rule).field(field));
    }
}
