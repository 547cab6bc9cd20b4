package dev.whiteboard.common.id;

import java.util.OptionalLong;

/**
 * An id as clients see it: a type prefix and 13 Crockford base32 characters, {@code usr_01k2m3n4p5q6r}.
 *
 * <p>A Snowflake does not fit into a JavaScript number, so an id is always a string. The digits are in ASCII order and
 * the length is fixed, so sorting the texts sorts the ids. Every id has exactly one text: upper case, a missing leading
 * zero or the letters i, l, o and u are no id at all, which keeps texts safe as keys of caches and maps.
 */
public final class PublicId {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;
    private static final int BITS = 5;

    private PublicId() {}

    /** The text of {@code id}, which must not be negative, under {@code prefix}, which is written without the underscore. */
    public static String format(String prefix, long id) {
        if (id < 0) {
            throw new IllegalArgumentException("id must not be negative: " + id);
        }
        char[] text = new char[prefix.length() + 1 + LENGTH];
        prefix.getChars(0, prefix.length(), text, 0);
        text[prefix.length()] = '_';
        long rest = id;
        for (int at = text.length - 1; at > prefix.length(); at--) {
            text[at] = DIGITS.charAt((int) (rest & 31));
            rest >>>= BITS;
        }
        return new String(text);
    }

    /** The id that {@link #format} wrote as {@code text}; empty for everything that it cannot have written. */
    public static OptionalLong parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH || !text.startsWith(prefix) || text.charAt(start - 1) != '_'
                || text.charAt(start) > '7') {
            return OptionalLong.empty();
        }
        long id = 0;
        for (int at = start; at < text.length(); at++) {
            int digit = DIGITS.indexOf(text.charAt(at));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            id = id << BITS | digit;
        }
        return OptionalLong.of(id);
    }
}
