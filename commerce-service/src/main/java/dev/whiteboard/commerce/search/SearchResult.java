package dev.whiteboard.commerce.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.common.web.list.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what was found.
 *
 * @param facets on the first page only
 * @param total on the first page only
 */
record SearchResult(List<Hit> data, @Nullable Facets facets, @Nullable Total total, Page.Pagination pagination) {

    /** A product as the list shows it; its page has the rest. */
    record Hit(String productId, String title, String category, String price, String currency, List<String> images,
            BigDecimal rating, int reviews, String sellerId, Instant createdAt) {}

    /** @param value how many there are; if not exact, at least so many */
    record Total(long value, boolean exact) {}

    /** How many there would be for each choice. */
    record Facets(List<Choice> category, List<PriceRange> price, List<Choice> rating, List<Choice> seller,
            List<Choice> currency) {}

    record Choice(String value, long count) {}

    /** @param to not included; absent: no end */
    record PriceRange(String from, @JsonInclude @Nullable String to, String currency, long count) {}
}
