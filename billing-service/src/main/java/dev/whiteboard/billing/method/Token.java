package dev.whiteboard.billing.method;

import java.util.regex.Pattern;

/**
 * The provider's name for something to pay with.
 *
 * <p>What looks like the number of a card is refused wherever it turns up, with or without spaces and dashes, whether or
 * not its check digit is right: a number that was never taken cannot leak. Ids of the platform have at most 13 digits in
 * a row and letters before them, so the rule for other texts begins above that.
 */
public record Token(String text) {
    private static final Pattern SHAPE = Pattern.compile("tok_[A-Za-z0-9_]{1,64}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}._/\\-\u2010-\u2015]");
    private static final Pattern CARD = Pattern.compile("\\d{12,}");
    private static final Pattern CARD_IN_TEXT = Pattern.compile("^\\d{12,19}$|\\d{14,}");

    public Token {
        if (CARD.matcher(SEPARATORS.matcher(text).replaceAll("")).find()) {
            throw new IllegalArgumentException(
                    "looks like a card number; send a token of the payment provider instead");
        }
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a token of the payment provider");
        }
    }

    /** Whether somebody may have written a card number where a key or a reference belongs. */
    public static boolean looksLikeCard(String text) {
        return CARD_IN_TEXT.matcher(SEPARATORS.matcher(text).replaceAll("")).find();
    }

    /** What a customer may see of it. */
    public String label() {
        return text.substring("tok_".length()).replace('_', ' ');
    }
}
