package dev.whiteboard.gateway.route;

/** A path pattern, split once: literal segments, one-segment variables, and optionally a whole subtree at the end. */
final class PathShape {
    static final String SHORT_KEY = "{short_key}";

    private final String[] segments;
    private final boolean subtree;

    PathShape(String pattern) {
        this.subtree = pattern.endsWith("/**");
        this.segments = split(subtree ? pattern.substring(0, pattern.length() - 3) : pattern);
    }

    /** The segments between the slashes; the root has none, and a trailing slash leaves an empty last one. */
    static String[] split(String path) {
        return path.length() <= 1 ? new String[0] : path.substring(1).split("/", -1);
    }

    boolean matches(String[] path) {
        if (subtree ? path.length <= segments.length : path.length != segments.length) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            if (!matches(segments[i], path[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String expected, String actual) {
        if (expected.startsWith(SHORT_KEY)) {
            boolean inspects = expected.endsWith("+");
            return inspects == actual.endsWith("+") && ShortLinkPath.matches("/" + actual);
        }
        return expected.startsWith("{") ? !actual.isEmpty() : expected.equals(actual);
    }
}
