package dev.whiteboard.limiter.engine.rule;

/** Which paths a rule covers: one exactly, or all that begin alike when it ends in {@code *}. */
public record EndpointPattern(String text) {
    public static final int LONGEST = 256;

    public EndpointPattern {
        int star = text.indexOf('*');
        if (star >= 0 && star != text.length() - 1) {
            throw new IllegalArgumentException("may have one * only, at its end");
        }
        if (!text.equals("*") && !text.startsWith("/")) {
            throw new IllegalArgumentException("must begin with / or be *");
        }
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '?' && c != '#')) {
            throw new IllegalArgumentException(
                    "must be a path of at most " + LONGEST + " visible ASCII characters, without query");
        }
    }

    public boolean isPrefix() {
        return text.endsWith("*");
    }

    public boolean covers(String path) {
        return isPrefix() ? path.regionMatches(0, text, 0, text.length() - 1) : path.equals(text);
    }
}
