package dev.whiteboard.commerce.catalog;

import java.util.Arrays;
import java.util.Optional;

/** In which order a list of products comes. Each has an index behind it, with the id as the last word. */
enum ProductOrder {
    NEWEST("newest", "id", false, false), PRICE_ASC("price_asc", "price_minor", true, true), PRICE_DESC("price_desc",
            "price_minor", false, true), RATING("rating", "rating", false, false);

    private final String wire;
    private final String column;
    private final boolean ascending;
    private final boolean ofOneCurrency;

    ProductOrder(String wire, String column, boolean ascending, boolean ofOneCurrency) {
        this.wire = wire;
        this.column = column;
        this.ascending = ascending;
        this.ofOneCurrency = ofOneCurrency;
    }

    static Optional<ProductOrder> read(String sent) {
        return Arrays.stream(values()).filter(order -> order.wire.equals(sent)).findFirst();
    }

    String wire() {
        return wire;
    }

    /** Prices in different currencies have no order. */
    boolean ofOneCurrency() {
        return ofOneCurrency;
    }

    String column() {
        return column;
    }

    String comparison() {
        return ascending ? ">" : "<";
    }

    String direction() {
        return ascending ? "asc" : "desc";
    }
}
