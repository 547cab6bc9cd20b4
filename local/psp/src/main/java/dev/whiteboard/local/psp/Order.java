package dev.whiteboard.local.psp;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks for.
 *
 * @param type {@code authorise}, {@code capture}, {@code void} or {@code refund}
 * @param source the token that an authorisation charges
 * @param authorization the id of the authorisation that everything else is about
 * @param amount in minor units
 * @param reference what the merchant calls it
 */
record Order(String type, @Nullable String source, @Nullable String authorization, long amount, String currency,
        String reference) {
    private static final Set<String> TYPES = Set.of("authorise", "capture", "void", "refund");

    Order {
        if (!TYPES.contains(type) || amount <= 0 || currency == null || reference == null
                || (type.equals("authorise") ? source == null : authorization == null)) {
            throw new IllegalArgumentException("not an order");
        }
    }
}
