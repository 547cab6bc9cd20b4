package dev.whiteboard.commerce.search;

import dev.whiteboard.common.money.Money;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper looks for.
 *
 * @param words empty: everything
 * @param minPrice in minor units of the currency
 * @param rating at least so many stars on average
 */
record ProductSearch(String words, @Nullable String category, @Nullable Long minPrice, @Nullable Long maxPrice,
        @Nullable Integer rating, Currency currency, SearchOrder order) {

    /** Prices are compared within a currency only; whoever asks for prices asks for one of them. */
    boolean ofOneCurrency() {
        return minPrice != null || maxPrice != null || order.ofOneCurrency();
    }

    /** What a cursor belongs to. */
    String scope() {
        return "search:" + List.of(words, String.valueOf(category), String.valueOf(minPrice), String.valueOf(maxPrice),
                String.valueOf(rating), currency.getCurrencyCode(), order.wire());
    }

    String price(long minor) {
        return Money.text(minor, currency);
    }
}
