package dev.whiteboard.shortener.key;

import java.util.Arrays;

/** Numbers as fixed-width words over {@code 0-9A-Za-z}; seven digits name 62⁷ = 3,521,614,606,208 keys. */
public final class Base62 {
    public static final int KEY_LENGTH = 7;
    /** How many keys of {@link #KEY_LENGTH} digits there are. */
    public static final long KEYS = 3_521_614_606_208L;

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private Base62() {}

    static String encode(long number) {
        if (number < 0 || number >= KEYS) {
            throw new IllegalArgumentException("number out of range: " + number);
        }
        char[] word = new char[KEY_LENGTH];
        long rest = number;
        for (int i = KEY_LENGTH - 1; i >= 0; i--) {
            word[i] = DIGITS[(int) (rest % DIGITS.length)];
            rest /= DIGITS.length;
        }
        return new String(word);
    }

    /** The number that a word of {@link #KEY_LENGTH} digits stands for. */
    static long decode(String word) {
        long number = 0;
        for (char digit : word.toCharArray()) {
            int value = Arrays.binarySearch(DIGITS, digit);
            if (value < 0 || word.length() != KEY_LENGTH) {
                throw new IllegalArgumentException("no key: " + word);
            }
            number = number * DIGITS.length + value;
        }
        return number;
    }
}
