package dev.whiteboard.gateway.edge;

import java.util.Optional;

/**
 * Reads a request target the strict way. Proxy and service must never disagree about which resource a path names, so
 * every spelling that one of them might fold (dot segments, doubled or encoded slashes, path parameters, backslashes) is
 * refused instead of normalised; nothing the house serves needs one.
 */
final class RequestTarget {
    private static final String ODD_IN_QUERY = "\"<>\\^`{|}#";

    private RequestTarget() {}

    /** Why this target is refused, if it is. */
    static Optional<String> objection(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return Optional.of("The request target must be a path.");
        }
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        for (int i = 1; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean odd = c <= ' ' || c >= 0x7f || ODD_IN_QUERY.indexOf(c) >= 0;
            if (odd || i < end && (c == ';' || c == '[' || c == ']')) {
                return Optional.of("The request target holds a character that must be encoded.");
            }
            if (c == '/' && i < end && target.charAt(i - 1) == '/') {
                return Optional.of("The path has an empty segment.");
            }
            if (c == '%') {
                int octet = octet(target, i);
                if (octet < 0) {
                    return Optional.of("The request target has a broken percent encoding.");
                }
                if (octet == 0 || i < end && isStructure(octet)) {
                    return Optional.of("The path hides a separator behind a percent encoding.");
                }
            }
        }
        return hasDotSegment(target, end) ? Optional.of("The path has a dot segment.") : Optional.empty();
    }

    private static boolean isStructure(int octet) {
        return octet < ' ' || octet == 0x7f || "/\\.;%?#".indexOf(octet) >= 0;
    }

    private static boolean hasDotSegment(String target, int end) {
        int dot = target.indexOf("/.");
        while (dot >= 0 && dot < end) {
            int after = dot + 2;
            if (after < end && target.charAt(after) == '.') {
                after++;
            }
            if (after == end || target.charAt(after) == '/') {
                return true;
            }
            dot = target.indexOf("/.", dot + 1);
        }
        return false;
    }

    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
