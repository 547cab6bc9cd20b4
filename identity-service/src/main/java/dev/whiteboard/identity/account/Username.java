package dev.whiteboard.identity.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name a person signs in with: 3 to 32 characters of ASCII letters, digits, {@code _}, {@code .} and {@code -},
 * beginning and ending with a letter, a digit or {@code _}. It keeps the case it was typed in and is unique without it.
 */
public record Username(String text) {
    public static final String RULE = "3 to 32 letters, digits, '_', '.' or '-', not beginning or ending with '.' or '-'";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{1,30}[A-Za-z0-9_]");
    private static final Set<String> RESERVED = Set.of("admin", "administrator", "root", "system", "support",
            "security", "whiteboard");

    public Username {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is not a username: " + RULE);
        }
    }

    public static Optional<Username> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Username(text)) : Optional.empty();
    }

    /** The form that is compared: two names with the same key are the same name. */
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether only the platform itself may create this name; to everybody else it is taken. */
    public boolean reserved() {
        return RESERVED.contains(key());
    }
}
