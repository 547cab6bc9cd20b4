package dev.whiteboard.identity.password;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Which passwords are too weak to be accepted, after NIST SP 800-63B: a minimum length, no rules about character
 * classes, and none that attackers try first.
 */
@Component
public class PasswordRules {
    public static final int SHORTEST = 8;
    /** Longer ones only make hashing dearer. */
    public static final int LONGEST = 256;

    private final Set<String> common;

    public PasswordRules() {
        this.common = read("common-passwords.txt");
    }

    /** Why this password is refused, or nothing. */
    public Optional<String> refusal(String password, String username) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("must have at least " + SHORTEST + " characters");
        }
        if (length > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower)) {
            return Optional.of("is one of the most common passwords");
        }
        if (lower.equals(username.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not be the username");
        }
        return lower.chars().distinct().count() < 3 ? Optional.of("repeats the same characters") : Optional.empty();
    }

    private static Set<String> read(String resource) {
        try (var lines = new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8).lines()) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
