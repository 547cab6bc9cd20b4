package dev.whiteboard.common.web.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether JSON text, once read, can be stored as text.
 *
 * <p>
 * Three things can hide in a body that parses: bytes that are not UTF-8 as RFC 3629 has it (overlong forms, encoded
 * surrogates), the character NUL, which PostgreSQL's text cannot hold, and one half of a surrogate pair, which no
 * encoder can write. The last two also come in disguise, as the escapes {@code \u0000} and {@code \ud800}. Looking for
 * them here once is cheaper than every column, key and header meeting them later.
 */
final class StorableText {
    private StorableText() {}

    static boolean isStorable(byte[] json) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return text.isEmpty() || escapesAreStorable(text);
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /** Walks over the escapes; a backslash outside a string is no JSON at all, which the parser will say. */
    private static boolean escapesAreStorable(CharBuffer text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (c != '\\') {
                continue;
            }
            int unit = unitAt(text, i);
            if (unit == 0 || isLow(unit) || (isHigh(unit) && !isLow(unitAt(text, i + 6)))) {
                return false;
            }
            i += unit < 0 ? 1 : isHigh(unit) ? 11 : 5;
        }
        return true;
    }

    /** The UTF-16 unit that {@code \}{@code uXXXX} at that place stands for, or -1 if there is no such escape. */
    private static int unitAt(CharBuffer text, int at) {
        if (at + 6 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }
}
