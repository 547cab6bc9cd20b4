package dev.whiteboard.commerce.payment;

import java.util.regex.Pattern;

/**
 * What a buyer pays with, by the name that billing or the provider gave it. What looks like the number of a card is
 * refused before anything is written or logged: a number that was never taken cannot leak.
 */
public final class MethodName {
    private static final Pattern SHAPE = Pattern.compile("(pm|tok)_[A-Za-z0-9_]{1,64}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}._/\\-\u2010-\u2015]");
    private static final Pattern CARD = Pattern.compile("^\\d{12,19}$|\\d{14,}");

    private MethodName() {}

    /** @throws IllegalArgumentException with a message that does not repeat it */
    public static String check(String text) {
        if (CARD.matcher(SEPARATORS.matcher(text).replaceAll("")).find()) {
            throw new IllegalArgumentException("looks like a card number; keep a payment method and send its id");
        }
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("is not the id of a payment method");
        }
        return text;
    }
}
