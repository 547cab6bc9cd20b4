package dev.whiteboard.gateway.route;

import java.util.Set;

/**
 * Recognises the path of a short link: one segment of 4 to 32 characters out of {@code [0-9A-Za-z_-]}, with a plus sign
 * behind it for the inspect page, and none of the words that the house keeps for itself. It reads the request line's
 * characters in place, because the hot path asks it for every request.
 */
public final class ShortLinkPath {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 32;
    private static final Set<String> RESERVED = Set.of("admin", "media", "webhooks", "console", "docs", "actuator",
            "assets", "internal", "livez", "readyz", "health");

    private ShortLinkPath() {}

    /** Whether a request target, with or without its query, names a short link. */
    public static boolean matches(String target) {
        int end = target.indexOf('?');
        if (end < 0) {
            end = target.length();
        }
        if (end > 0 && target.charAt(end - 1) == '+') {
            end--;
        }
        int length = end - 1;
        if (length < SHORTEST || length > LONGEST || target.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < end; i++) {
            if (!isKeyCharacter(target.charAt(i))) {
                return false;
            }
        }
        return !RESERVED.contains(target.substring(1, end));
    }

    private static boolean isKeyCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
