package dev.whiteboard.commerce.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which order search results come; the id has the last word. */
enum SearchOrder {
    RELEVANCE("_score", "desc", "desc"), NEWEST("id", "desc", "desc"), PRICE_ASC("price_minor", "asc",
            "asc"), PRICE_DESC("price_minor", "desc", "desc"), RATING("rating", "desc", "desc");

    private final String field;
    private final String direction;
    private final String idDirection;

    SearchOrder(String field, String direction, String idDirection) {
        this.field = field;
        this.direction = direction;
        this.idDirection = idDirection;
    }

    static Optional<SearchOrder> read(String sent) {
        return Arrays.stream(values()).filter(order -> order.wire().equals(sent)).findFirst();
    }

    String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Prices in different currencies have no order. */
    boolean ofOneCurrency() {
        return this == PRICE_ASC || this == PRICE_DESC;
    }

    List<Map<String, String>> clauses() {
        return this == NEWEST
                ? List.of(Map.of("id", "desc"))
                : List.of(Map.of(field, direction), Map.of("id", idDirection));
    }
}
