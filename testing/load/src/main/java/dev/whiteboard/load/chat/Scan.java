package dev.whiteboard.load.chat;

import java.nio.charset.StandardCharsets;

/** Finds what it needs in a frame without parsing it: one core has to receive what another one can send. */
final class Scan {
    static final int HEX = 12;
    private static final byte[] DIGITS = ascii("0123456789abcdef");

    private Scan() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startsWith(byte[] text, int length, byte[] start) {
        return length >= start.length && matches(text, 0, start);
    }

    /** Where the text goes on after {@code what}, or -1. */
    static int after(byte[] text, int length, byte[] what) {
        for (int at = 0; at <= length - what.length; at++) {
            if (text[at] == what[0] && matches(text, at, what)) {
                return at + what.length;
            }
        }
        return -1;
    }

    /** The decimal number that stands there. */
    static long decimal(byte[] text, int at) {
        long number = 0;
        for (int i = at; text[i] >= '0' && text[i] <= '9'; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    /** The number that {@link #hex(long)} wrote there, or -1. */
    static long hex(byte[] text, int at) {
        long number = 0;
        for (int i = at; i < at + HEX; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    static String hex(long number) {
        byte[] text = new byte[HEX];
        long rest = number;
        for (int at = HEX - 1; at >= 0; at--) {
            text[at] = DIGITS[(int) (rest & 15)];
            rest >>>= 4;
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static boolean matches(byte[] text, int at, byte[] what) {
        for (int i = 0; i < what.length; i++) {
            if (text[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
