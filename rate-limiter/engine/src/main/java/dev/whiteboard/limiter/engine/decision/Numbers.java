package dev.whiteboard.limiter.engine.decision;

/** Reads whole numbers, one after the other, from digits with one space between them. */
final class Numbers {
    private final byte[] text;
    private int at;

    Numbers(byte[] text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if there is no number here */
    long next() {
        boolean negative = at < text.length && text[at] == '-';
        int first = negative ? at + 1 : at;
        long value = 0;
        int i = first;
        for (; i < text.length && text[i] != ' '; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("no digit at " + i);
            }
            value = 10 * value + digit;
        }
        if (i == first) {
            throw new IllegalArgumentException("no number at " + at);
        }
        at = i + 1;
        return negative ? -value : value;
    }
}
