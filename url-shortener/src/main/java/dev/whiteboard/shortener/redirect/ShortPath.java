package dev.whiteboard.shortener.redirect;

import org.jspecify.annotations.Nullable;

/** Finds the short key in a request's target: one segment of 4 to 32 of {@code 0-9A-Za-z_-}; a query after it is ignored. */
final class ShortPath {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 32;

    private ShortPath() {}

    /** @return null if this cannot be a short link */
    static @Nullable String key(String requestTarget) {
        if (requestTarget.isEmpty() || requestTarget.charAt(0) != '/') {
            return null;
        }
        int end = 1;
        while (end < requestTarget.length() && isKeyCharacter(requestTarget.charAt(end))) {
            end++;
        }
        boolean wellFormed = end == requestTarget.length() || requestTarget.charAt(end) == '?';
        int length = end - 1;
        return wellFormed && length >= SHORTEST && length <= LONGEST ? requestTarget.substring(1, end) : null;
    }

    private static boolean isKeyCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }
}
