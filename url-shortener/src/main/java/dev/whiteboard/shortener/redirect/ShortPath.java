package dev.whiteboard.shortener.redirect;

import org.jspecify.annotations.Nullable;

/** Finds the short key in a request's target: one segment of 4 to 32 of {@code 0-9A-Za-z_-}; a query after it is ignored. */
final class ShortPath {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 32;

    private ShortPath() {}

    /** @return null if this cannot be a short link */
    static @Nullable String key(String requestTarget) {
        int end = endOfKey(requestTarget);
        return endsAt(requestTarget, end) ? key(requestTarget, end) : null;
    }

    /** @return the key with a plus sign behind it, for the inspect page; null if this is not one */
    static @Nullable String inspected(String requestTarget) {
        int end = endOfKey(requestTarget);
        boolean plus = end < requestTarget.length() && requestTarget.charAt(end) == '+';
        return plus && endsAt(requestTarget, end + 1) ? key(requestTarget, end) : null;
    }

    private static int endOfKey(String requestTarget) {
        int end = 1;
        while (end < requestTarget.length() && isKeyCharacter(requestTarget.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsAt(String requestTarget, int end) {
        return end == requestTarget.length() || (end < requestTarget.length() && requestTarget.charAt(end) == '?');
    }

    private static @Nullable String key(String requestTarget, int end) {
        int length = end - 1;
        return requestTarget.charAt(0) == '/' && length >= SHORTEST && length <= LONGEST
                ? requestTarget.substring(1, end)
                : null;
    }

    private static boolean isKeyCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }
}
