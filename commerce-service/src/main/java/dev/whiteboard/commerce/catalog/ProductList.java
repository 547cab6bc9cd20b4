package dev.whiteboard.commerce.catalog;

import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Which products a list holds, and in which order. */
record ProductList(@Nullable String category, Currency currency, ProductOrder order) {
    String scope() {
        return "products:" + category + ":" + currency + ":" + order.wire();
    }
}
