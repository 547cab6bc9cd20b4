package dev.whiteboard.gateway.cache;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What part of a body is asked for (RFC 9110 §14.2). Several parts at once are answered by the whole, as it is allowed. */
sealed interface ByteRange {
    record Whole() implements ByteRange {}

    /** From the first byte up to, not including, {@code to}. */
    record Part(
            int from,
            int to) implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    String UNIT = "bytes=";
    int DIGITS = 18;

    static ByteRange of(@Nullable String header, int length) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return new Whole();
        }
        String spec = header.substring(UNIT.length()).strip();
        int dash = spec.indexOf('-');
        if (dash < 0 || spec.indexOf(',') >= 0) {
            return new Whole();
        }
        String first = spec.substring(0, dash).strip();
        String last = spec.substring(dash + 1).strip();
        if (!number(first) || !number(last) || first.isEmpty() && last.isEmpty()) {
            return new Whole();
        }
        return first.isEmpty() ? suffix(value(last), length) : between(value(first), last, length);
    }

    private static ByteRange suffix(long bytes, int length) {
        return bytes == 0 || length == 0
                ? new Unsatisfiable()
                : new Part((int) Math.max(0, length - bytes), length);
    }

    private static ByteRange between(long first, String last, int length) {
        long end = last.isEmpty() ? Long.MAX_VALUE : value(last);
        if (end < first) {
            return new Whole();
        }
        return first >= length ? new Unsatisfiable() : new Part((int) first, end >= length ? length : (int) end + 1);
    }

    private static boolean number(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long value(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }
}
